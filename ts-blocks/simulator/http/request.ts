import type { Bend, Call, CheckedRule } from "../faults/rules";
import type { Moment } from "../stamps";
import type { Row } from "../store/row";
import type { Reply } from "./reply";

export interface ApiRequest {
  readonly method: string;
  readonly realm: string;
  /** Path below /v3/company/{realm}/, in parts. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: string;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly accept: string | undefined;
  readonly arrived: Moment;
}

/** What a request will do, decided before a rule can change the answer. */
export interface Plan {
  readonly call: Call;
  /** The queries of a batch, for rules about queries and counts. */
  readonly items?: readonly Call[];
  answer(bend: Bend, firedForItems: readonly (readonly CheckedRule[])[]): Outcome;
}

export interface Outcome {
  readonly reply: Reply;
  /** The records of the answer, for rules that look at them. */
  readonly rows?: readonly Row[] | undefined;
  /** The number of metered calls; follows from the kind when absent. */
  readonly metered?: number | undefined;
}
