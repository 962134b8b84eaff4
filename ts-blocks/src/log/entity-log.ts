import type { Fields, Log } from "./log";

/**
 * The log of one entity among several. Each line names the entity after the first word, `qb.window invoices: …`, since the
 * lines of all entities are mixed. The progress of one entity is left out: it does not show the progress of the whole.
 */
export function entityLog(log: Log, entity: string): Log {
  return {
    log: (level, message, fields: Fields = {}) =>
      log.log(level, message.replace(/^(qb\.\w+) /, `$1 ${entity}: `), { entity, ...fields }),
    metric: (name, fields) => log.metric(name, { entity, ...fields }),
    progress: () => undefined,
  };
}
