import type { EntityName } from "../entities/entity";
import type { Words } from "./words";

/** An Id that counts only if a member beside it names one of these kinds, such as a payment's link to an invoice. */
export interface Conditional {
  readonly value: string;
  readonly kind: string;
  /** In lower case: QuickBooks writes `Vendor` and `VENDOR`. */
  readonly is: readonly string[];
}

export interface View {
  readonly name: string;
  /** The entity whose records the view reads; undefined for views of all entities. */
  readonly of?: EntityName;
  /**
   * The arrays whose elements are the rows, each inside of the one before: `Line`, then `GroupLineDetail.Line`. Without arrays,
   * each record is a row.
   */
  readonly each?: readonly string[];
  /** What an element is, in both languages. */
  readonly element?: Words;
  /**
   * Names of its columns, in their order, as in columns.ts; `name=Path` if the value has another place in this entity. Postgres
   * adds columns of a view only at its end. So a new name goes last, whatever it means.
   */
  readonly columns: string;
  readonly when?: Readonly<Record<string, Conditional>>;
  /** The condition that records must satisfy, in SQL. */
  readonly where?: string;
  /** The rows of a view of all entities, in SQL. They have a column `value`, and the columns of `own`. */
  readonly from?: string;
  /** Columns that are not members of a payload, in SQL. */
  readonly own?: Readonly<Record<string, string>>;
  readonly says?: Words;
}
