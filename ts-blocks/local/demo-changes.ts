import axios from "axios";
import { z } from "zod";
import { ENTITIES, type EntityName } from "../src/entities/entity";

/** A record that the demo edits or deletes at the simulator. */
export interface Change {
  readonly op: "edit" | "delete";
  readonly entity: EntityName;
  readonly id: string;
}

/** One change: of the first of these entities that has a record. */
interface Wish {
  readonly op: Change["op"];
  readonly entities: readonly EntityName[];
  readonly pick: "oldest" | "newest";
}

/** An edited record is the newest afterwards, so `oldest` never takes one twice. Deletions come first for the same reason. */
const WISHES: readonly Wish[] = [
  { op: "delete", entities: ["invoices", "estimates", "journal_entries", "payments"], pick: "newest" },
  // Change data capture does not cover time activities: only the count of everything shows that one is gone.
  { op: "delete", entities: ["time_activities", "estimates", "journal_entries", "bills"], pick: "oldest" },
  { op: "edit", entities: ["customers"], pick: "oldest" },
  { op: "edit", entities: ["customers"], pick: "oldest" },
  { op: "edit", entities: ["items", "customers"], pick: "oldest" },
  { op: "edit", entities: ["invoices", "customers"], pick: "oldest" },
  { op: "edit", entities: ["bills", "vendors", "customers"], pick: "oldest" },
];

const changed = z.object({ id: z.string() });
const CONTROL_TIMEOUT_MS = 30_000;

/** Edits five records and deletes two, as people do in QuickBooks. A small company may have no record for a change. */
export async function changeSimulator(controlUrl: string): Promise<Change[]> {
  const http = axios.create({
    baseURL: controlUrl,
    proxy: false,
    timeout: CONTROL_TIMEOUT_MS,
    validateStatus: (status) => status === 200 || status === 400,
  });
  const made: Change[] = [];
  for (const { op, entities, pick } of WISHES) {
    for (const entity of entities) {
      const { status, data } = await http.post("/mutate", { op, entity: ENTITIES[entity].qbo, pick });
      if (status === 400) continue; // the company has no such record
      made.push({ op, entity, id: changed.parse(data).id });
      break;
    }
  }
  return made;
}
