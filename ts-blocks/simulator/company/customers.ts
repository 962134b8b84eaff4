import { createRandom, mix } from "../random";
import { pacificStamp } from "../stamps";
import { laterMoment } from "./calendar";
import { type IdScheme, idScheme } from "./ids";
import { address, companyName, person } from "./names";
import { type CompanyPlan, DAY_SECONDS, secondOfDay } from "./plan";
import { flat, money, quoted, record, ref, USD } from "./text";

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly parent: number | undefined;
  readonly given: string;
  readonly family: string;
  readonly isPerson: boolean;
  readonly active: boolean;
  readonly taxable: boolean;
  readonly email: string | undefined;
  readonly createdAt: number;
  readonly edits: number;
  /** When a person last edited it; postings move LastUpdatedTime further, without a new SyncToken. */
  readonly editedAt: number;
  /** The pieces of text by which transactions name the customer, written once. */
  readonly pieces: { readonly ref: string; readonly address: string; readonly freeForm: string };
}

export interface CustomerList {
  readonly ids: IdScheme;
  readonly customers: readonly Customer[];
  /** The number of customers that exist at that second. */
  existing(second: number): number;
  text(handle: number, posted: { readonly balanceCents: number; readonly updatedAt: number }): string;
}

export function customerList(plan: CompanyPlan, seed: number): CustomerList {
  const ids = idScheme(1, plan.customers, 61);
  const customers: Customer[] = [];
  for (let handle = 0; handle < plan.customers; handle++)
    customers.push(makeCustomer(plan, seed, ids, handle, customers));
  return {
    ids,
    customers,
    existing(second) {
      let low = 0;
      let high = customers.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((customers[middle]?.createdAt ?? 0) <= second) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    text(handle, posted) {
      const customer = customers[handle];
      if (customer === undefined) throw new RangeError(`no customer ${handle}`);
      return customerText(customer, customers, seed, handle, posted);
    },
  };
}

function makeCustomer(
  plan: CompanyPlan,
  seed: number,
  ids: IdScheme,
  handle: number,
  before: readonly Customer[],
): Customer {
  const random = createRandom(seed, "customer", handle);
  const { given, family } = person(random);
  const isPerson = random.chance(0.3);
  const active = random.next() < 0.95;
  const from = secondOfDay(plan.from);
  const days = (secondOfDay(plan.to) - from) / DAY_SECONDS;
  // Two fifths were created at the set-up of the company, twenty in each second. The others follow one by one, in
  // order.
  const setUp = handle < plan.customers * 0.4;
  const place = (handle / plan.customers - 0.4) / 0.6;
  const createdAt = setUp
    ? from + 54_000 + Math.floor(handle / 20) * 11
    : Math.max(before[handle - 1]?.createdAt ?? 0, laterMoment(from, 1 + Math.floor(place * (days - 12)), mix(handle)));
  const parent = handle > 20 && random.chance(0.06) ? parentOf(random.between(0, 19), before) : undefined;
  const base = isPerson ? `${given} ${family} ${handle}` : companyName(seed, handle);
  const name = `${parent === undefined ? base : `Job ${handle} ${base}`}${active ? "" : " (deleted)"}`;
  const edits = active ? (random.chance(0.3) ? random.between(1, 5) : 0) : 1;
  const edited = laterMoment(createdAt, random.between(1, Math.floor(days * 0.7)), handle);
  const wasEdited = edits > 0 && edited < secondOfDay(plan.to);
  const id = ids.idOf(handle);
  const fullName = parent === undefined ? name : `${before[parent]?.fullName}:${name}`;
  return {
    id,
    name,
    fullName,
    pieces: {
      ref: flat(ref(id, fullName)),
      address: flat(address(String(2 + handle * 2), seed, handle)),
      freeForm: flat(
        `{"Id":"${5_000_000 + handle}","Line1":${quoted(`${given} ${family}`)},"Line2":${quoted(name)},"Line3":"65 Ocean Dr.","Line4":"Half Moon Bay, CA  94213"}`,
      ),
    },
    parent,
    given,
    family,
    isPerson,
    active,
    taxable: random.chance(0.5),
    email: random.chance(0.9) ? `${given.normalize("NFD").replace(/[^A-Za-z]/g, "")}.${handle}@example.com` : undefined,
    createdAt,
    edits: wasEdited ? edits : 0,
    editedAt: wasEdited ? edited : createdAt,
  };
}

function parentOf(candidate: number, before: readonly Customer[]): number | undefined {
  const parent = before[candidate];
  return parent?.parent === undefined && parent?.active === true ? candidate : undefined;
}

function customerText(
  customer: Customer,
  all: readonly Customer[],
  seed: number,
  handle: number,
  { balanceCents, updatedAt }: { readonly balanceCents: number; readonly updatedAt: number },
): string {
  const random = createRandom(seed, "customer text", handle);
  const place = customer.pieces.address;
  const parent = customer.parent === undefined ? undefined : all[customer.parent];
  return record(
    `"Taxable":${customer.taxable}`,
    random.chance(0.95) ? `"BillAddr":${place}` : undefined,
    random.chance(0.75) ? `"ShipAddr":${place}` : undefined,
    random.chance(0.08) ? `"Notes":"Gate code on file.\\nCall before ${random.between(7, 11)}:00."` : undefined,
    `"Job":${parent !== undefined}`,
    '"BillWithParent":false',
    parent === undefined ? undefined : `"ParentRef":${ref(parent.id)},"Level":1`,
    `"Balance":${money(balanceCents)},"BalanceWithJobs":${money(balanceCents)}`,
    USD,
    '"PreferredDeliveryMethod":"Print","IsProject":false,"ClientEntityId":"0"',
    '"domain":"QBO","sparse":false',
    `"Id":"${customer.id}","SyncToken":"${customer.edits}"`,
    `"MetaData":{"CreateTime":"${pacificStamp(customer.createdAt)}","LastUpdatedTime":"${pacificStamp(updatedAt)}"}`,
    `"GivenName":${quoted(customer.given)}`,
    random.chance(0.9) ? `"FamilyName":${quoted(customer.family)}` : undefined,
    `"FullyQualifiedName":${quoted(customer.fullName)}`,
    customer.isPerson ? undefined : `"CompanyName":${quoted(customer.name)}`,
    `"DisplayName":${quoted(customer.name)},"PrintOnCheckName":${quoted(customer.name)}`,
    `"Active":${customer.active}`,
    `"V4IDPseudonym":"00209${mix(handle + seed)
      .toString(16)
      .padStart(8, "0")}"`,
    random.chance(0.9)
      ? `"PrimaryPhone":{"FreeFormNumber":"(650) 555-${String(random.between(0, 9999)).padStart(4, "0")}"}`
      : undefined,
    random.chance(0.1) ? '"Mobile":{"FreeFormNumber":"(973) 555-0100"}' : undefined,
    customer.email === undefined ? undefined : `"PrimaryEmailAddr":{"Address":"${customer.email}"}`,
    random.chance(0.15) ? `"WebAddr":{"URI":"http://www.example.com/${handle}"}` : undefined,
  );
}
