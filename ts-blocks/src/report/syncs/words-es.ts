import type { SyncsWords } from "./words-en";

const entidades = (n: number) => (n === 1 ? "entidad" : "entidades");

export const spanish: SyncsWords = {
  title: "Las sincronizaciones",
  range: (n, shown, total) =>
    n === 1
      ? "una sincronización"
      : shown === total
        ? `${total} sincronizaciones`
        : `las ${shown} más nuevas de ${total} sincronizaciones`,
  verdict: {
    none: "Todavía no hay sincronizaciones",
    whole: "Al día",
    old: "Los datos se están quedando viejos",
    outOfReach: "Ninguna sincronización en más de 29 días",
    incomplete: "La sincronización más nueva no está completa",
    brokeOff: "La sincronización más nueva se interrumpió",
    running: "Una sincronización trabaja, o se interrumpió",
  },
  asOf: (when, age, oldest) =>
    `Están todos los cambios hasta ${when}: los datos tienen ${age}. La entidad más atrasada: ${oldest}.`,
  wholeAt: (when) =>
    `QuickBooks contó los registros de cada entidad el ${when} o después; la base de datos tenía los mismos.`,
  neverCounted: (names) => `No están entre ellas, pues ningún conteo las ha probado enteras: ${names}.`,
  neverWhole: "Ninguna sincronización ha contado todavía todos los registros.",
  failed: (n) => `${n} ${entidades(n)} no ${n === 1 ? "quedó" : "quedaron"} al día.`,
  next: {
    none: "Corra qb_company_backfill hasta el presente y luego active en Mage un disparador de qb_company_sync: docs/es/sync.md.",
    whole: "Nada.",
    old: "Mire en Mage si un disparador de qb_company_sync está activo, y si sus corridas fallan. Una corrida que falla antes de leer no está en esta lista.",
    outOfReach:
      "Active en Mage un disparador de qb_company_sync. La próxima sincronización lee por cambio y compara cada registro, así que tarda más.",
    incomplete:
      "Ábrala abajo y haga lo que dicen las frases. La próxima sincronización lee desde donde terminó la última completa.",
    brokeOff: "Mire su bitácora en Mage. La próxima sincronización lee desde donde terminó la última completa.",
    running:
      "Si ninguna corrida de qb_company_sync está en marcha en Mage, mire allí su bitácora. La próxima sincronización lee lo mismo otra vez.",
  },
  tiles: {
    age: "edad de los datos",
    complete: "sincronizaciones completas",
    new: "registros nuevos",
    changed: "cambiados",
    removed: "quitados",
    calls: "llamadas usadas",
  },
  table: {
    title: "Una por una",
    linked: "La más nueva primero. La hora lleva a la página de la sincronización, que nombra los registros.",
    command:
      "La más nueva primero. npm run report -- --load N, con el número de una sincronización, trae su página, que nombra los registros.",
    length: (records) =>
      `La barra más larga son ${records} registros; una corta se dibuja un poco más ancha de lo que es.`,
    legend: { new: "nuevos", changed: "cambiados", removed: "quitados", restored: "de vuelta" },
    head: [
      "Inicio, UTC",
      "Carga",
      "Veredicto",
      "Encontrado",
      "Nuevos",
      "Cambiados",
      "Quitados",
      "De vuelta",
      "Datos hasta, UTC",
      "Edad antes",
      "Llamadas",
    ],
    bar: (counts) => `Encontrado: ${counts}`,
    verdict: {
      complete: "completa",
      incomplete: "incompleta",
      brokeOff: "se interrumpió",
      running: "sin terminar",
    },
    about:
      "Datos hasta: hasta esta hora del reloj de QuickBooks se leyeron todos los cambios. Edad antes: cuánto tiempo tenían los datos cuando esta sincronización los puso al día.",
    left: (n) =>
      `No se muestran ${n} sincronizaciones más viejas. npm run report -- --load N muestra cualquiera de ellas; backfill.load tiene sus números.`,
  },
  again: "npm run report -- --syncs lo hace otra vez desde la base de datos.",
};
