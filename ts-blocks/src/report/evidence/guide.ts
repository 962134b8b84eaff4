const ABOUT = `All results are of one moment. Of the records it holds ids, times and hashes, the names of inactive ones
(queries/080_inactive_records), the first 200 characters of each rejected record (queries/060_rejected_records), and what a
query of your own in db/queries shows.
Todos los resultados son de un mismo momento. De los registros contiene ids, tiempos y huellas, los nombres de los
inactivos (queries/080_inactive_records), los primeros 200 caracteres de cada registro rechazado
(queries/060_rejected_records), y lo que muestre una consulta propia en db/queries.

The CSV files may be opened in a spreadsheet: a text that begins with = + - or @, as formulas do, has an apostrophe before it.
Los CSV se pueden abrir en una hoja de cálculo: un texto que empieza con = + - o @, como las fórmulas, lleva un apóstrofo delante.
`;

/** The pack's first file. It says what the pack holds, and how to check that nothing was changed. */
export function guide(runId: number, entity: string): string {
  return `Evidence of run ${runId} (${entity})
Evidencia de la corrida ${runId} (${entity})

report.html         the report, in English and Spanish / el informe, en inglés y español
report-kept.html    the same as it was kept when the run ended, where it was / el mismo como se guardó al terminar, si se guardó
metrics.json        its numbers, for programs / sus números, para programas
versions.json       the versions of program, Node, Postgres and Mage / las versiones
checks/             each point of the checklist: statement and result / cada punto de la lista: consulta y resultado
queries/            the validation queries of db/queries: statement and result / las consultas de validación
ledger/             the run's days, calls, rejected records, and the SHA-256 of each row / sus días, llamadas, rechazados y
                    el SHA-256 de cada fila
SHA256SUMS          sha256sum -c SHA256SUMS says whether a file was changed / dice si un archivo fue cambiado

${ABOUT}`;
}

/** The first file of the pack of a load. */
export function guideToLoad(loadId: number): string {
  return `Evidence of load ${loadId}
Evidencia de la carga ${loadId}

report.html         the load's report, in English and Spanish; it leads to those of the entities / el informe de la carga; lleva a
                    los de las entidades
metrics.json        its numbers, for programs / sus números, para programas
versions.json       the versions of program, Node, Postgres and Mage / las versiones
queries/            the validation queries of db/queries: statement and result / las consultas de validación
ledger/             the load, its runs, and the calls for all together / la carga, sus corridas y las llamadas de todas juntas
entities/NAME/      report, numbers, checks and ledger of each entity's run, as in the evidence of a run / informe, números,
                    verificaciones y libro de la corrida de cada entidad, como en la evidencia de una corrida
SHA256SUMS          sha256sum -c SHA256SUMS says whether a file was changed / dice si un archivo fue cambiado

${ABOUT}`;
}
