import { ENTITIES, type EntityName } from "../entities/entity";
import type { BackfillError } from "../errors";
import { keepCdc, keepPage } from "../extract/sync/changes";
import type { Counted } from "../extract/sync/context";
import { keyPagesOf, PAGE_MAX, pageOf } from "../extract/sync/questions";
import { compareKeys } from "../extract/sync/sweep";
import { readAlone, settleUnmet } from "../extract/sync/sync-one";
import { waysOf } from "../extract/sync/ways";
import { logSyncDoubt } from "../log/sync-log";
import { batchPages } from "../qbo/batch-pages";
import type { Answer } from "../qbo/call";
import type { CdcAnswer } from "../qbo/cdc";
import type { QboClient } from "../qbo/client";
import { postgresError } from "../warehouse/database/connection";
import { eachEntity } from "./each-entity";
import { stopsAll } from "./load-entities";
import type { One, Syncing } from "./open-sync";

/**
 * Reads the entities of a sync in as few calls as possible: asks once for the changes of all entities, once for the pages of
 * entities without change data capture, then one by one.
 *
 * @param qbo counts the calls that serve all entities.
 * @returns whether every change was surely read. If not, only a count of everything shows what is missing.
 */
export async function readTogether(
  syncing: Syncing,
  qbo: QboClient,
  ones: readonly One[],
  counted: ReadonlyMap<EntityName, Counted>,
): Promise<boolean> {
  const of = ({ entity }: One): Counted => counted.get(entity) ?? { count: 0, at: undefined };
  const isFull = syncing.job.sweep === "full";
  const { byCdc, together, byKeys, ...ways } = waysOf(ones, (entity) => counted.get(entity)?.count ?? 0, isFull);
  const alone = [...ways.alone];
  const answer = await askChanges(syncing, qbo, byCdc);
  // An answer lists deletions last, so they may have been cut off. Only a count of all records shows a missing deletion.
  let isSure = byCdc.length === 0 || answer !== undefined;
  if (answer === undefined) alone.push(...byCdc);
  else {
    await eachEntity(syncing, byCdc, async (one) => {
      if (!(await keepCdc(one.context, answer, of(one)))) alone.push(one);
    });
  }
  const asked = together.map(({ entity, start }) => ({
    statement: pageOf(syncing.factsOf(entity), start),
    rows: ENTITIES[entity],
  }));
  const keys = byKeys.flatMap((one) =>
    keyPagesOf(one.entity, of(one).count).map((statement) => ({ statement, rows: ENTITIES[one.entity] })),
  );
  const pages = await batchPages(qbo, [...asked, ...keys]);
  await eachEntity(syncing, byKeys, async (one) => {
    const own = pages.slice(asked.length).filter((_, nth) => keys[nth]?.rows === ENTITIES[one.entity]);
    if (!(await compareKeys(one.context, own, of(one)))) alone.push(one);
  });
  await eachEntity(syncing, together, async (one) => {
    const place = together.indexOf(one);
    const kept = await keepPage(one.context, pages[place], asked[place]?.statement ?? "", PAGE_MAX, of(one));
    if (!kept) alone.push(one);
    else if (ENTITIES[one.entity].reads === "whole") await settleUnmet(one.context);
  });
  await eachEntity(syncing, alone, async (one) => {
    if (await readAlone(one.context, of(one))) return;
    // A count of everything cannot show that an edit was not read.
    one.short = true;
    isSure = false;
  });
  return isSure;
}

/** @returns undefined if there is nothing to ask for, or if the answer may be cut off. Then each entity is read by change. */
async function askChanges(
  { context: { bridge } }: Syncing,
  qbo: QboClient,
  ones: readonly One[],
): Promise<Answer<CdcAnswer> | undefined> {
  const since = ones.map(({ start }) => start).sort()[0];
  if (since === undefined) return undefined;
  const names = ones.map(({ entity }) => ENTITIES[entity].qbo);
  let why = "change data capture answers too much at once: each entity is read by change";
  try {
    const answer = await qbo.cdc(names, since);
    if (!answer.value.overflow) return answer;
  } catch (error) {
    const failed = postgresError(error);
    if (!(failed instanceof Error) || stopsAll(failed as BackfillError)) throw error;
    why = "change data capture does not answer: each entity is read by change";
  }
  logSyncDoubt(bridge, why);
  return undefined;
}
