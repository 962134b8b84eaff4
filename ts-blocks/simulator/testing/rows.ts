import type { Company } from "../company/company";
import { listSource, type RowSource } from "../store/shelf";

export function rowsOf(company: Company, entity: string): RowSource {
  return company.sources[entity] ?? listSource([]);
}

export function texts(source: RowSource): string[] {
  return Array.from({ length: source.size }, (_, handle) => source.rowAt(handle).raw);
}
