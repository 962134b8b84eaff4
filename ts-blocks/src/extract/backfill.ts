import type { Window } from "../job/instants";
import type { Db } from "../warehouse/database/connection";
import { reopenWindows } from "../warehouse/ledger/held";
import { addSegments, markFetched } from "../warehouse/ledger/runs";
import { openSegments } from "../warehouse/ledger/segments";
import { steppedWindows } from "../warehouse/ledger/staging";
import { type Proof, type ProofContext, prove } from "./proof";
import { type ReadContext, readSegments } from "./read-segments";

/** A day that is still short after this many further readings is reported, not chased. */
const REREADS_MAX = 3;

/**
 * Reads a run to its end and proves it by counts; days where the source counts more than we read are read again,
 * more thoroughly.
 * May be called on a run in any state of reading: it goes on from what is booked.
 */
export async function readAndProve(
  context: ReadContext & ProofContext & { onReread: (days: readonly Window[]) => void },
): Promise<Proof> {
  const { warehouse, runId } = context;
  for (let rereads = 0; ; rereads++) {
    // Workers stop one by one; what the last of them gave back is read before anything is proved.
    do await readSegments(context);
    while ((await openSegments(warehouse.db, runId)).length > 0);
    const proof = await prove(context, rereads > 0);
    const short: Window[] = proof.days.filter((day) => day.verdict === "short");
    if (rereads === 0 && !departuresAreKnown(context, proof)) short.push(...(await doubtful(context, proof)));
    if (short.length === 0 || rereads === REREADS_MAX) {
      await context.usage.booking(runId, context.entity, (bookCalls) =>
        warehouse.transaction(async (db) => {
          await markFetched(db, runId, proof);
          await bookCalls(db);
        }),
      );
      return proof;
    }
    context.onReread(short);
    await warehouse.transaction((db) => openAgain(db, runId, short));
  }
}

/** Whether every record that left the range since the plan is one that we hold and know to be edited: none was deleted. */
function departuresAreKnown({ planned }: ProofContext, { source, edited }: Proof): boolean {
  return planned.count - source === edited;
}

/**
 * Days of which rows were stepped over by number: a record that leaves shifts the others up, and a deletion takes as much
 * from the source's count as the step over its neighbour takes from ours.
 */
async function doubtful({ warehouse, runId }: ProofContext, proof: Proof): Promise<Window[]> {
  const stepped = new Set(await steppedWindows(warehouse.db, runId));
  return proof.days.filter((day) => stepped.has(day.start) && day.verdict !== "short");
}

async function openAgain(db: Db, runId: number, days: readonly Window[]): Promise<void> {
  await reopenWindows(db, runId, days);
  await addSegments(db, runId, days);
}
