import { rejectUnreadable } from "../../warehouse/ledger/rejected";
import { lastPageNumber, type StagedPage, stagePage } from "../../warehouse/ledger/staging";
import { bookPage } from "../../warehouse/ledger/whole";
import type { PageRead } from "../page-read";
import { placeUnreadable } from "../unreadable";
import type { SyncContext } from "./context";

/** Keeps pages of changes for the exporter, in one transaction. Each record is filed under the one window of the run. */
export async function stageChanges(
  { warehouse, usage, runId, entity, range }: SyncContext,
  read: Pick<PageRead, "pages"> & Partial<PageRead>,
): Promise<void> {
  await usage.booking(runId, entity, (bookCalls) =>
    warehouse.transaction(async (db) => {
      for (const page of read.pages) {
        const pageNumber = (await lastPageNumber(db, runId)) + 1;
        await stagePage(db, runId, {
          ...page,
          segmentNumber: 1,
          pageNumber,
          filedAt: range.start,
        } satisfies StagedPage);
        await bookPage(db, runId);
      }
      if ((read.unreadable?.length ?? 0) > 0)
        await rejectUnreadable(db, runId, entity, placeUnreadable(read as PageRead));
      await bookCalls(db);
    }),
  );
}
