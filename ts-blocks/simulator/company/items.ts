import { createRandom } from "../random";
import { pacificDay, pacificStamp } from "../stamps";
import { type Account, COST_OF_GOODS, INCOME, INVENTORY } from "./accounts";
import { laterMoment } from "./calendar";
import { type IdScheme, idScheme } from "./ids";
import { type CompanyPlan, secondOfDay } from "./plan";
import { flat, plain, quoted, record, ref } from "./text";

const WORDS = [
  "Concrete",
  "Rock Fountain",
  "Gardening",
  "Pest Control",
  "Trimming",
  "Sod",
  "Sprinkler Head",
  "Pump",
  "Lighting",
  "Design",
  "Installation",
  "Soil",
  "Mulch",
  "Paver",
  "Trellis",
  "Refundable Deposit",
];
const SIZES = ["", ' 2"', " (large)", " Deluxe", " ½ yd", " — outdoor", " Mk II", " é"];

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly type: "Service" | "NonInventory" | "Inventory";
  readonly priceCents: number;
  readonly taxable: boolean;
  readonly account: Account;
  readonly active: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly edits: number;
  readonly pieces: LinePieces;
}

/** The pieces of an invoice line that depend on its item, written once: around the amount, around the price, and the end. */
export interface LinePieces {
  readonly start: string;
  readonly detail: string;
  readonly taxed: string;
  readonly untaxed: string;
}

export interface ItemList {
  readonly ids: IdScheme;
  readonly items: readonly Item[];
  text(handle: number): string;
}

const ACTIVE_UNTIL = 0.94;

export function itemList(plan: CompanyPlan, seed: number): ItemList {
  const ids = idScheme(3, plan.items, 67);
  const items = Array.from({ length: plan.items }, (_, handle) => makeItem(plan, seed, ids, handle));
  return { ids, items, text: (handle) => itemText(items[handle], seed, handle) };
}

function makeItem(plan: CompanyPlan, seed: number, ids: IdScheme, handle: number): Item {
  const random = createRandom(seed, "item", handle);
  const type = random.pick(["Service", "Service", "NonInventory", "Inventory"] as const);
  const round = Math.floor(handle / (WORDS.length * SIZES.length));
  const word = WORDS[handle % WORDS.length] ?? "Item";
  const size = SIZES[Math.floor(handle / WORDS.length) % SIZES.length] ?? "";
  const active = random.next() < ACTIVE_UNTIL;
  const from = secondOfDay(plan.from);
  const to = secondOfDay(plan.to);
  // Most of the list was set up in groups that share a second. The rest was added over the years.
  const setUp = handle < plan.items * 0.6;
  const createdAt = setUp
    ? from + 60_000 + Math.floor(handle / 18) * 7
    : laterMoment(from, Math.floor(((handle / plan.items - 0.6) / 0.4) * ((to - from) / 86_400 - 40)) + 2, handle);
  const edits = active ? (random.chance(0.35) ? random.between(1, 4) : 0) : 1;
  const edited = laterMoment(createdAt, random.between(3, 900), handle + seed);
  const updatedAt = edits > 0 && edited < to ? edited : createdAt;
  const id = ids.idOf(handle);
  const name = `${word}${size}${round > 0 ? ` ${round + 1}` : ""}${active ? "" : " (deleted)"}`;
  const account = random.pick(INCOME);
  return {
    id,
    name,
    pieces: linePieces(id, name, account),
    type,
    priceCents: random.pick([0, 3500, 7500, 2250, 12_000, 27_550, 1999, 84_999]),
    taxable: type !== "Service",
    account,
    active,
    createdAt,
    updatedAt,
    edits: updatedAt === createdAt ? 0 : edits,
  };
}

function linePieces(id: string, name: string, account: Account): LinePieces {
  const end = (taxCode: string): string =>
    flat(
      `"ItemAccountRef":${ref(account.id, account.name)},"TaxCodeRef":{"value":"${taxCode}"}},"CustomExtensions":[]}`,
    );
  return {
    start: flat(`,"Description":${quoted(name)},"Amount":`),
    detail: flat(`,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":${ref(id, name)},`),
    taxed: end("TAX"),
    untaxed: end("NON"),
  };
}

function itemText(item: Item | undefined, seed: number, handle: number): string {
  if (item === undefined) throw new RangeError(`no item ${handle}`);
  const random = createRandom(seed, "item text", handle);
  const bought = item.type !== "Service";
  const stocked = item.type === "Inventory";
  return record(
    `"Name":${quoted(item.name)}`,
    random.chance(0.85) ? `"Description":${quoted(`${item.name} for the garden`)}` : undefined,
    `"Active":${item.active}`,
    `"FullyQualifiedName":${quoted(item.name)}`,
    `"Taxable":${item.taxable}`,
    `"UnitPrice":${plain(item.priceCents)}`,
    `"Type":"${item.type}"`,
    `"IncomeAccountRef":${ref(item.account.id, item.account.name)}`,
    bought ? `"PurchaseDesc":${quoted(item.name)}` : undefined,
    `"PurchaseCost":${bought ? plain(Math.floor(item.priceCents * 0.6)) : "0"}`,
    bought ? `"ExpenseAccountRef":${ref(COST_OF_GOODS.id, COST_OF_GOODS.name)}` : undefined,
    stocked ? `"AssetAccountRef":${ref(INVENTORY.id, INVENTORY.name)}` : undefined,
    `"TrackQtyOnHand":${stocked}`,
    stocked ? `"QtyOnHand":${random.between(0, 400)}` : undefined,
    stocked ? `"InvStartDate":"${pacificDay(item.createdAt)}"` : undefined,
    '"domain":"QBO","sparse":false',
    `"Id":"${item.id}","SyncToken":"${item.edits}"`,
    `"MetaData":{"CreateTime":"${pacificStamp(item.createdAt)}","LastUpdatedTime":"${pacificStamp(item.updatedAt)}"}`,
  );
}
