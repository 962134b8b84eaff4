import type { LoadWords } from "./words-en";

const entidades = (n: number) => (n === 1 ? "entidad" : "entidades");

export const spanish: LoadWords = {
  title: (load) => `Carga ${load}: informe de todas sus entidades`,
  verdict: {
    complete: "Completa: está todo",
    incomplete: "No está completa",
    running: "Sin terminar",
    abandoned: "Abandonada",
  },
  verdictText: {
    complete: (n, records) =>
      `QuickBooks cuenta ${records} registros de ${n} ${entidades(n)}. La base de datos los tiene todos.`,
    incomplete: (n) => `${n} ${entidades(n)} no ${n === 1 ? "está completa" : "están completas"}; las demás sí.`,
    running: (n) => `${n} ${entidades(n)} aún no ${n === 1 ? "tiene" : "tienen"} veredicto.`,
    abandoned: "Una carga posterior de las mismas entidades y rango se empezó de nuevo en su lugar (resume=false).",
  },
  absent: (n) =>
    n === 0 ? "" : `Esta compañía no tiene ${n} ${entidades(n)}; nada de ${n === 1 ? "ella" : "ellas"} falta.`,
  nextText: {
    complete: "Nada. La misma carga otra vez muestra que la segunda no agrega nada.",
    incomplete:
      "Haga lo que dicen las frases y corra la misma carga otra vez. Lee lo que no está completo, y nada más.",
    running:
      "Si no hay una carga en marcha en Mage, inicie el mismo pipeline con las mismas variables: sigue desde lo que se conserva.",
    abandoned: "Nada. Vea el informe de la carga que tomó su lugar.",
  },
  tiles: {
    complete: "entidades completas",
    counted: "registros contados en QuickBooks",
    held: "en poder de esta carga",
    unavailable: "no las tiene esta compañía",
    calls: "llamadas usadas",
    time: "de principio a fin",
    timeSoFar: "desde su inicio",
  },
  facts: {
    title: "La carga",
    entities: "Entidades",
    entitiesShown: (n) => `${n}, las listas antes que las transacciones`,
  },
  entities: {
    title: "Las entidades",
    about: "En el orden de la carga. Un nombre lleva al informe propio de la entidad.",
    command:
      "En el orden de la carga. npm run report -- --run N, con el número de su corrida, trae el informe propio de la entidad.",
    head: ["Entidad", "Corrida", "Contados", "En la base", "Días", "Veredicto", "Nuevos", "Llamadas", "Trabajo"],
    chart: "Registros por entidad; la tabla de abajo tiene los números",
    chartTitle: "Registros en la base",
    others: (n) => `otras ${n} ${entidades(n)}`,
    chartHead: ["Entidad", "Registros", "Parte"],
    whole: "entera",
    openDays: (open, all) => `${open} de ${all} sin completar`,
    verdict: {
      complete: "completa",
      incomplete: "no está completa",
      failed: "se detuvo",
      unfinished: "sin terminar",
      unavailable: "no la tiene esta compañía",
    },
    workAbout:
      "En la base puede haber más de los contados: un registro que se editó mientras la carga leía tiene su nueva versión fuera del rango. Días: entera es una lista sin días, leída entera. Nuevos: filas que la tabla no tenía. Trabajo: el tiempo de sus propias llamadas, de guardar sus páginas y de hacer sus filas, sumando todos los lectores. Las llamadas son las propias; las hechas para todas juntas están abajo.",
  },
  wrong: {
    title: "Sin completar",
    head: ["Entidad", "Código", "El programa dijo"],
    checks: "su propio informe nombra los puntos que fallaron",
  },
  unavailable: {
    title: "No las tiene esta compañía",
    about: "Lo dice QuickBooks, y no que estén vacías. La próxima carga pregunta otra vez.",
    head: ["Entidad", "Código", "QuickBooks dijo"],
  },
  refused: {
    title: "Omitido",
    about: "QuickBooks no aceptó estas partes de las consultas; los registros llegaron sin ellas.",
    head: ["Entidad", "Parte"],
  },
  changes: {
    title: "Qué ha cambiado",
    nothing: "Nada: desde la última sincronización no hay registros nuevos, cambiados, quitados ni de vuelta.",
    head: ["Entidad", "Nuevos", "Cambiados", "Quitados", "De vuelta", "Ids"],
    ids: { new: "nuevos", changed: "cambiados", removed: "quitados", restored: "de vuelta" },
  },
  sync: {
    title: (load) => `Sincronización ${load}: qué ha cambiado`,
    verdict: {
      complete: "Completa: están todos los cambios",
      incomplete: "No está completa",
      running: "Sin terminar",
      abandoned: "Se interrumpió",
    },
    text: (from, until) => `Está todo lo que cambió en QuickBooks desde ${from} hasta ${until}.`,
    counted: (records, n) =>
      `QuickBooks también contó todo: ${records} registros de ${n} ${entidades(n)}. La base de datos tiene los mismos de cada una.`,
    notCounted: "No contó todo. Cuándo lo hizo QuickBooks por última vez está abajo.",
    brokeOff: "Se canceló o se detuvo a la fuerza. La próxima tomó su lugar y leyó lo mismo otra vez.",
    next: {
      complete: "Nada. La próxima sincronización sigue desde aquí.",
      incomplete: "Haga lo que dicen las frases. La próxima lee desde donde terminó la última completa.",
      running:
        "Si no hay una sincronización en marcha en Mage, inicie una: lee desde donde terminó la última completa.",
      abandoned: "Nada, si una posterior está completa.",
    },
    tiles: {
      new: "registros nuevos",
      changed: "cambiados",
      removed: "quitados",
      age: "desde que se leyeron los datos",
    },
    entities: "Contados y en la base son los registros que cambiaron, o todos los de una lista corta.",
    workAbout:
      "Nuevos: filas que la tabla no tenía. Trabajo: el tiempo de sus propias llamadas, de guardar sus páginas y de hacer sus filas, sumando todos los lectores. Las llamadas son las propias; las hechas para todas juntas están abajo.",
  },
  known: {
    title: "Lo que se sabe completo",
    about:
      "De todas las corridas hasta ahora: los rangos del último cambio que están probados, y cuándo QuickBooks contó por última vez la entidad entera y la base tenía los mismos.",
    head: ["Entidad", "Probado", "Huecos", "Todo contado"],
    noGap: "ninguno",
    gap: (n, first) => (n === 1 ? first : `${n}, el primero: ${first}`),
    never: "todavía no",
    counted: (n, when) => `${n}, ${when}`,
  },
  calls: {
    title: "Llamadas usadas",
    about: (own, shared) => `${own} para entidades sueltas, ${shared} para todas juntas.`,
    head: ["Tipo", "Llamadas"],
    oneEntity: "para entidades sueltas: páginas, y lo que concierne a una sola",
    token: "inicios de sesión (Intuit no los cuenta)",
    month: (month, used, allowed, share) =>
      `En ${month} las llamadas de la compañía suman ${used} de ${allowed} (${share}).`,
  },
  footer: {
    again: (load) =>
      `npm run report -- --load ${load} lo hace otra vez desde la base de datos, npm run evidence -- --load ${load} lo empaqueta con cada consulta y su resultado.`,
  },
};
