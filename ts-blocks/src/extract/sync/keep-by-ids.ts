import { ENTITIES, type EntityName, nameOf } from "../../entities/entity";
import { CompletenessError } from "../../errors";
import { idsOf } from "../page-read";
import { PageReader } from "../read-page";
import type { SyncContext } from "./context";
import { stageChanges } from "./stage";
import { settleUnlisted } from "./unlisted";

/** A page may lose a row. Records that are missing more often than this, although they exist, are an error. */
const READINGS_MAX = 3;

/**
 * Reads whole records by their ids and keeps them. A record that does not come is asked for again, unless it has been deleted
 * meanwhile: then it is kept as removed.
 *
 * @returns the ids of the records that were deleted meanwhile.
 * @throws CompletenessError `RECORDS_NOT_GIVEN` if a record exists and never comes.
 */
export async function keepByIds(context: SyncContext, ids: readonly string[]): Promise<readonly string[]> {
  const { qbo, entity, dialect, pageSize } = context;
  const reader = new PageReader({ qbo, entity, dialect, pageSize });
  const gone: string[] = [];
  let wanted = ids;
  for (let reading = 0; wanted.length > 0; reading += 1) {
    if (reading === READINGS_MAX) throw notGiven(entity, wanted);
    const read = await reader.recordsOf(wanted);
    if (read !== undefined) await stageChanges(context, read);
    const came = new Set(read === undefined ? [] : idsOf(read));
    const absent = wanted.filter((id) => !came.has(id));
    const alive = new Set(ENTITIES[entity].leaves === "never" ? absent : await settleUnlisted(context, absent));
    gone.push(...absent.filter((id) => !alive.has(id)));
    wanted = absent.filter((id) => alive.has(id));
  }
  return gone;
}

function notGiven(entity: EntityName, ids: readonly string[]): CompletenessError {
  const [first] = ids;
  return new CompletenessError(
    "RECORDS_NOT_GIVEN",
    `QuickBooks lists ${ids.length} ${nameOf(entity, "en")} that it does not return when it is asked for them, the first with the Id ${first}.`,
    { remedy: "Run the sync again later; the mark of this entity stays where it was." },
  );
}
