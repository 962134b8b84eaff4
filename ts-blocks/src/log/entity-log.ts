import type { Fields, Log } from "./log";

/**
 * The log of one entity of several: each line names it behind its word, `qb.window invoices: …`, for the lines of all of
 * them come one after the other. How far one entity has come says nothing of the whole, and is left out.
 */
export function entityLog(log: Log, entity: string): Log {
  return {
    log: (level, message, fields: Fields = {}) =>
      log.log(level, message.replace(/^(qb\.\w+) /, `$1 ${entity}: `), { entity, ...fields }),
    metric: (name, fields) => log.metric(name, { entity, ...fields }),
    progress: () => undefined,
  };
}
