/** The pack's first file: what is in it and how to see that nothing was changed. */
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

All results are of one moment. No record's content and no amount of money is in it, unless a query of db/queries shows one.
Todos los resultados son de un mismo momento. No contiene registros ni montos, salvo que una consulta de db/queries los muestre.
`;
}
