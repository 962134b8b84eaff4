import { nameOf } from "../../entities/entity";
import type { Shown, Words } from "./words-en";

const dias = (n: number) => (n === 1 ? "día" : "días");
const registros = (n: number) => (n === 1 ? "registro" : "registros");

export const spanish: Words = {
  language: "Español",
  entity: (name) => nameOf(name, "es"),
  months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
  weekdays: ["", "lun", "", "mié", "", "vie", ""],
  title: (entity, run) => `Backfill de ${entity}: informe de la corrida ${run}`,
  unnamedCompany: "una compañía sin nombre",
  noCompany: "aún no se conoce la compañía",
  environment: { sandbox: "sandbox", production: "producción" },
  range: (from, to) => `desde ${from} (incluido) hasta ${to} (no incluido), UTC`,
  verdict: {
    complete: "Completa: está todo",
    incomplete: "No está completa",
    failed: "Se detuvo antes de terminar",
    unfinished: "Sin terminar",
    abandoned: "Abandonada",
    unavailable: "Esta compañía no la tiene",
  },
  verdictText: {
    complete: (n, entity, range, checks, listed) =>
      `QuickBooks ${listed ? "lista" : "cuenta"} ${n} ${entity} con último cambio ${range}. Todo ello está en la base de datos, y pasaron las ${checks} verificaciones que deciden el veredicto.`,
    lessThanAsked: (asked, proven) =>
      `Es menos de lo que se pidió, ${asked}: lo posterior a ${proven} aún se estaba escribiendo. Lo trae una corrida que empiece en ese final.`,
    leftUnread: (n, ids, more) =>
      `Registros que salieron del rango antes de ser leídos: ${n} (${ids.join(", ")}${more ? " …" : ""}). No se tiene ninguna copia de ellos; los lee una corrida que empiece en el final de este rango.`,
    outOfReach: (future, untimed) =>
      `Registros que ningún rango hasta el presente alcanza: ${future} con fecha futura, ${untimed} sin fecha.`,
    incomplete: "Lo leído está en la tabla, pero estos puntos de la lista fallaron:",
    failed: (block) =>
      `La corrida se detuvo ${block}. Lo que había leído se conserva y el mismo rango sigue desde ahí.`,
    unfinished: (block) =>
      `Se la vio por última vez ${block}. Está en marcha, o se canceló ahí; el mismo rango sigue desde lo que se conserva.`,
    abandoned:
      "Otra corrida del mismo rango tomó su lugar: con resume=false, o porque su rango llegaba al presente hace más de un día. Lo que escribió en la tabla queda.",
    unavailable: (entity, said) =>
      `QuickBooks dice que esta compañía no tiene ${entity} (${said}). No se leyó nada, y no falta nada.`,
  },
  standing: {
    unavailable: "cuando se preguntó a QuickBooks por primera vez (qb_loader)",
    loading: "mientras leía de QuickBooks (qb_loader)",
    fetched: "después de leer, antes de que todas las páginas fueran filas (qb_exporter)",
    loaded: "antes de su veredicto (qb_validator)",
  },
  programSaid: "El programa dijo, en inglés:",
  next: "Qué hacer",
  nextText: {
    complete: "Nada. Corra el mismo rango otra vez cuando quiera mostrar que una segunda corrida no agrega nada.",
    rejected: "Vea abajo los registros rechazados, corríjalos en QuickBooks y corra un rango que llegue hasta hoy.",
    changed: (table) =>
      `Busque qué más cambia o descarta filas de ${table} (un trigger, otro programa, una persona), deshágalo y corra el mismo rango otra vez.`,
    incomplete: "Corra el mismo rango otra vez: se leen de nuevo todos sus días.",
    failed: (code) =>
      `Haga lo que dice la frase y corra el mismo rango otra vez. docs/es/operations.md explica el código ${code}.`,
    unfinished: "Si no hay una corrida en marcha en Mage, inicie el mismo pipeline con el mismo rango.",
    abandoned: "Nada. Vea el informe de la corrida que tomó su lugar.",
    unavailable: "Nada. La próxima corrida pregunta otra vez, pues un cambio de plan o de ajustes puede traerla.",
  },
  tiles: {
    source: "contados en QuickBooks",
    held: "leídos por esta corrida",
    days: "días en el rango",
    open: "días no completos",
    calls: "llamadas usadas",
    time: "de principio a fin",
    timeSoFar: "desde su inicio",
  },
  facts: {
    title: "La corrida",
    company: "Compañía",
    range: "Rango (último cambio)",
    clipped: (end) => `se pidió hasta ${end}; lo posterior aún se estaba escribiendo`,
    proof: "Prueba",
    proofs: {
      counts: "por conteos de todo el rango, y por id de cada registro que salió de él después",
      ids: "registro por registro, por id",
      whole: "la lista entera, entre dos conteos que coinciden",
      none: "todavía ninguna",
    },
    table: "Tabla",
    pipeline: "Pipeline",
    mageRun: (id) => `corrida ${id} de Mage`,
    started: "Inicio",
    ended: "Fin",
    attempts: "Intentos",
    pages: (pages, size) => `${pages} (page_size ${size})`,
    pagesTitle: "Páginas leídas",
  },
  days: {
    title: "Filas por día",
    about: "Un cuadro es un día UTC; su color dice cuántos registros cambiaron por última vez ese día en QuickBooks.",
    chart: (half) => `Filas por día, ${half}; la tabla de meses de abajo tiene los mismos números`,
    cell: (day, rows, status) => `${day}: ${rows} (${status})`,
    half: (year, half) => `${year}, ${half === 1 ? "enero a junio" : "julio a diciembre"}`,
    noRows: "sin filas",
    rowsBetween: (from, to) => (from === to ? `${from} por día` : `${from} a ${to} por día`),
    status: {
      rows: "completo",
      empty: "completo, sin filas",
      unread: "no leído",
      "not-loaded": "leído, aún no en la tabla",
      unproven: "no contado contra QuickBooks",
      short: "menos que el conteo de QuickBooks",
      rejected: "se rechazó un registro",
    },
    marks: { unread: "hueco: no leído", unproven: "leído, aún sin prueba", "not-complete": "no completo" },
    noGap: "Sin huecos: se leyó cada día del rango.",
    gaps: (n, shown) => `${n === 1 ? "No se leyó" : "No se leyeron"} ${shown} ${dias(n)} del rango.`,
    quiet: (n, shown, from, to) =>
      n === 1
        ? `El tramo más largo sin filas es de un día, ${from}. QuickBooks tampoco tiene registros de él.`
        : `El tramo más largo sin filas es de ${shown} días, del ${from} al ${to}. QuickBooks tampoco tiene registros de ellos.`,
    openTitle: "Días que no están completos",
    open: ["De – a", "Días", "Por qué", "Leídas", "QuickBooks"],
    openMore: (n) => `y ${n} tramos más: backfill.run_window los lista todos.`,
    monthsTitle: "Los meses en números",
    months: ["Mes", "Días", "Filas", "Con filas", "Vacíos", "Huecos", "No completos"],
    tableTitle: "Cada día en números",
    table: ["Día", "Filas", "Estado"],
  },
  calls: {
    title: "Llamadas usadas",
    planTitle: "Frente al plan",
    planChart: "Llamadas de esta corrida frente al plan; la tabla de abajo tiene los números",
    planned: "previstas (sin inicios de sesión ni repeticiones)",
    unplanned: "la versión que la corrió no las guardó",
    answered: "respondidas como se pidió",
    failed: "no respondidas como se pidió (limitadas, rechazadas, cortadas)",
    signIns: "inicios de sesión (Intuit no los cuenta)",
    kinds: { page: "páginas", count: "conteos", batch: "lotes", cdc: "cambios", companyinfo: "compañía" },
    monthTitle: "Frente al mes",
    monthChart: (month) => `Llamadas en ${month} frente a lo que el mes permite; la tabla de abajo tiene los números`,
    monthHead: ["Mes", "Esta corrida", "Todo lo demás", "Permitidas", "Usado"],
    freeReads:
      "Permitidas son las 500.000 lecturas gratis de Intuit al mes (nivel Builder), compartidas por todas las compañías de la app.",
    ownCap: "Permitidas es su propio tope, calls_per_month_max en backfill.limits.",
    none: "Esta corrida no anotó ninguna llamada.",
    head: ["Clase", "Llamadas"],
  },
  time: {
    title: "En qué se fue el tiempo",
    blocksTitle: "Por bloque",
    blocksChart: "Tiempo de cada bloque; la tabla de abajo tiene los números",
    blocks: {
      loader: "qb_loader lee y cuenta",
      exporter: "qb_exporter hace las filas",
      validator: "qb_validator hace sus preguntas",
    },
    blocksAbout: "Por reloj, con las pausas de Mage entre bloques y entre intentos.",
    waitsTitle: "Por lo que se esperó",
    waitsChart: "En qué se esperó; la tabla de abajo tiene los números",
    waits: {
      limit: "el límite: llamadas que esperan su turno",
      source: "QuickBooks: sus respuestas y las pausas tras un error",
      staging: "Postgres: guardar páginas",
      rows: "Postgres: convertir páginas en filas",
    },
    waitsAbout: "Los lectores trabajan a la vez y sus tiempos se suman, así que la suma puede exceder al reloj.",
    head: ["En", "Tiempo", "Parte"],
    unknown: "Esta corrida no anotó lo que tomaron sus llamadas.",
  },
  rows: {
    title: "Qué fue de los registros",
    chart: "Qué fue de los registros leídos; la tabla de abajo tiene los números",
    inserted: "insertados (inserted): la tabla no los tenía",
    same: "actualizados (updated), mismo contenido que antes",
    changed: "actualizados, el contenido había cambiado (changed)",
    stale: "obsoletos (stale): la tabla tenía una copia más nueva, que quedó",
    rejected: "rechazados (rejected): apartados, no están en la tabla",
    read: "leídos",
    head: ["Resultado", "Registros", "Parte"],
  },
  notices: {
    title: "Notado en el camino",
    about: "No son fallos. Campos nuevos, desaparecidos o negados, y referencias a registros que no se tienen.",
    head: ["qué", "campo", "en detalle"],
    kinds: {
      new_path: "un campo que ningún registro tenía antes",
      new_type: "un campo con otro tipo que antes",
      vanished_path: "un campo que la mayoría de los registros tenía y los más nuevos no",
      refused_field: "un campo que QuickBooks se niega a dar",
      orphans: "referencias a registros que no se tienen",
    },
  },
  rejected: {
    title: "Registros rechazados",
    none: "Ninguno: cada registro que QuickBooks envió está en la tabla.",
    some: (n, shown) => `${shown} ${registros(n)} que QuickBooks tiene no ${n === 1 ? "está" : "están"} en la tabla.`,
    reasons: {
      UNREADABLE: "QuickBooks no lo puede mostrar",
      NOT_JSONB: "contiene lo que jsonb no puede guardar",
      NO_ID: "no tiene Id",
      NO_LAST_UPDATED_TIME: "no tiene hora de último cambio",
      OUTSIDE_RANGE: "está fuera del rango pedido",
    },
    head: ["Id", "Día", "Página y lugar", "Motivo", "En palabras del programa"],
    more: (n) => `y ${n} más en backfill.rejected_record.`,
    unknown: "desconocido",
  },
  previous: {
    title: "El mismo rango antes",
    none: "Ninguna corrida anterior de exactamente este rango ha terminado. Córralo otra vez: el segundo informe mostrará aquí que no se agregó nada.",
    same: (run) =>
      `Desde la corrida ${run} no hay nada nuevo: no se insertó ninguna fila y ningún contenido había cambiado. Leer el rango otra vez no agregó nada.`,
    differs: (run, inserted, changed) =>
      `Desde la corrida ${run} hay ${inserted} filas nuevas y el contenido de ${changed} había cambiado: ediciones en QuickBooks, o días que la corrida ${run} no trajo.`,
    open: (run) => `La corrida ${run} terminó antes; esta no ha terminado, así que los números no son finales.`,
    run: (run) => `Corrida ${run}`,
    head: "Cifra",
    lines: {
      verdict: "Veredicto",
      source: "Contados en QuickBooks",
      rows: "Registros leídos",
      inserted: "Insertados",
      updated: "Actualizados",
      changed: "De estos, con contenido cambiado",
      stale: "Obsoletos",
      rejected: "Rechazados",
      calls: "Llamadas",
      time: "Tiempo",
    },
    daysTitle: "Días con otro número de registros",
    days: ["Día", "Entonces", "Ahora"],
    noDays: "Cada día tiene el mismo número de registros que entonces.",
    more: (n) => `y ${n} días más.`,
  },
  checks: {
    title: "Lista de aceptación",
    about: (deciding) =>
      `Los primeros ${deciding} puntos deciden el veredicto; los dos últimos dicen más de la corrida. Cada uno se preguntó a Postgres: la consulta bajo un punto lo pregunta otra vez, y 0 casos en contra es aprobado.`,
    result: { passed: "Pasó", failed: "Falló", open: "Abierto", noted: "Anotado" },
    open: "El validador aún no ha juzgado la corrida.",
    offenders: (n, shown) => `${shown} ${n === 1 ? "caso" : "casos"} en contra.`,
    statement: "La consulta",
    points: {
      windows_cover_the_range: {
        asks: "¿Cubren las ventanas diarias todo el rango?",
        shows: (f: Shown) => `${f.days} ventanas diarias desde ${f.from} hasta ${f.to}, sin huecos ni solapes.`,
      },
      windows_are_utc_days: {
        asks: "¿Es cada ventana un día UTC?",
        shows: () => "Cada ventana empieza y termina a medianoche UTC, o en un extremo del rango.",
      },
      windows_loaded: {
        asks: "¿Se leyó y cargó cada día?",
        shows: (f: Shown) => `Los ${f.days} días están en la tabla.`,
      },
      rows_read_are_accounted_for: {
        asks: "¿Se sabe qué fue de cada registro leído?",
        shows: (f: Shown) =>
          `${f.rows} registros leídos = insertados + actualizados + obsoletos + rechazados, día por día.`,
      },
      rows_match_the_ledger: {
        asks: "¿Tiene la tabla tantas filas como dice el libro?",
        shows: () => "Día por día, la tabla tiene tantas filas de esta corrida como dice el libro.",
      },
      stale_rows_are_held: {
        asks: "De cada registro que no se escribió, ¿está en la tabla una copia más nueva?",
        shows: (f: Shown) =>
          `${f.stale} registros obsoletos: la tabla tiene una copia más nueva de cada uno, cuyo contenido lo dice.`,
      },
      rows_inside_their_window: {
        asks: "¿Está cada fila dentro de su día?",
        shows: () => "Ninguna fila está fuera del día en que se archivó.",
      },
      times_are_utc: {
        asks: "¿Son correctas las horas, en UTC?",
        shows: () => "En cada fila, source_updated_at_utc es el instante que el registro mismo nombra.",
      },
      nothing_rejected: {
        asks: "¿Se pudo guardar cada registro?",
        shows: () => "No hubo que apartar ningún registro.",
      },
      source_count_agrees: {
        asks: "¿Cuenta QuickBooks tantos como se leyeron?",
        shows: (f: Shown) =>
          `QuickBooks ${f.listed ? "lista" : "cuenta"} ${f.source} registros en el rango, esta corrida tuvo ${f.held}${
            f.departed === undefined ? "" : `, de los que ${f.departed} salieron del rango después`
          }.`,
      },
      same_range_again: {
        asks: "¿Correr el mismo rango otra vez no agrega nada?",
        shows: () => "La corrida anterior ya lo había traído todo: 0 insertados, 0 cambiados.",
      },
      calls_within_the_month: {
        asks: "¿Se respetó el presupuesto de llamadas del mes?",
        shows: (f: Shown) =>
          `${f.monthCalls} de ${f.monthAllowed} llamadas usadas en el mes más cargado de la corrida.`,
      },
    },
    notTried: "Ninguna corrida anterior del mismo rango ha terminado: córralo otra vez para mostrarlo.",
    sinceThen: (inserted, changed) => `${inserted} insertados y ${changed} cambiados desde la corrida anterior.`,
  },
  footer: {
    made: (time, version) => `Hecho ${time} por la versión ${version}.`,
    again: (run) =>
      `npm run report -- --run ${run} lo hace otra vez desde la base de datos; npm run evidence -- --run ${run} lo empaqueta con cada consulta y su resultado.`,
    self: "Este archivo no carga nada de ninguna parte y no muestra montos.",
  },
};
