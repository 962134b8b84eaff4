import { createRandom, mix } from "../random";
import { pacificDay } from "../stamps";
import type { RowSource } from "../store/shelf";
import { type Books, laterInHistory } from "./books";
import { laterMoment } from "./calendar";
import { formulaSource } from "./formula";
import { type IdScheme, idScheme } from "./ids";
import { address, companyName, person } from "./names";
import { payables } from "./payables";
import { secondOfDay } from "./plan";
import { identity, money, quoted, record, ref, USD } from "./text";

const ACTIVE_PART = 0.95;
const VENDORS_FROM = 3_000_001;

export function vendorIds({ counts }: Books): IdScheme {
  return idScheme(VENDORS_FROM, counts.vendors, 83);
}

interface Named {
  readonly name: string;
  readonly active: boolean;
}

function vendorAt({ plan, book }: Books, handle: number): Named {
  const active = handle === 0 || createRandom(book.seed, "vendor name", handle).next() < ACTIVE_PART;
  // Another seed than that of the customers, so that vendors have other names.
  const name = `${companyName(book.seed + plan.customers, handle)} Supply${active ? "" : " (deleted)"}`;
  return { name, active };
}

export function vendorRef(books: Books, handle: number): string {
  return ref(vendorIds(books).idOf(handle), vendorAt(books, handle).name);
}

/** Suppliers. Their balances, and the times when these last changed, follow from the bills. */
export function vendorSource(books: Books): RowSource {
  const { counts, book, plan, keep } = books;
  const from = secondOfDay(plan.from);
  const ids = vendorIds(books);
  const createdAt = (handle: number): number => laterMoment(from, mix(handle + book.seed) % 61, handle);
  const updatedAt = (handle: number): number =>
    Math.min(book.end - 1, Math.max(createdAt(handle), payables(books).updatedAt[handle] ?? 0));
  return formulaSource({
    size: counts.vendors,
    ids,
    keep,
    createdAt,
    updatedAt,
    active: (handle) => vendorAt(books, handle).active,
    text(handle) {
      const random = createRandom(book.seed, "vendor", handle);
      const { name, active } = vendorAt(books, handle);
      const { given, family } = person(random);
      return record(
        random.chance(0.7) ? `"BillAddr":${address(String(1_000_000 + handle), book.seed + 5, handle)}` : undefined,
        random.chance(0.5) ? `"TermRef":${ref(String(random.between(1, 4)))}` : undefined,
        `"Balance":${money(payables(books).balanceCents[handle] ?? 0)}`,
        random.chance(0.3) ? `"AcctNum":"${random.between(10_000, 99_999)}"` : undefined,
        `"Vendor1099":${random.chance(0.2)}`,
        USD,
        identity(ids.idOf(handle), createdAt(handle), updatedAt(handle), active ? 0 : 1),
        `"GivenName":${quoted(given)},"FamilyName":${quoted(family)},"CompanyName":${quoted(name)}`,
        `"DisplayName":${quoted(name)},"PrintOnCheckName":${quoted(name)},"Active":${active}`,
        random.chance(0.6) ? `"PrimaryPhone":{"FreeFormNumber":"(650) 555-${random.between(1000, 9999)}"}` : undefined,
      );
    },
  });
}

function employeeAt({ book }: Books, handle: number): Named & { readonly given: string; readonly family: string } {
  const random = createRandom(book.seed, "employee", handle);
  const { given, family } = person(random);
  const active = handle === 0 || random.next() < 0.85;
  return {
    given,
    family,
    active,
    name: `${given} ${family}${handle > 5 ? ` ${handle}` : ""}${active ? "" : " (deleted)"}`,
  };
}

export function employeeIds({ counts }: Books): IdScheme {
  return idScheme(55, counts.employees, 71);
}

export function employeeRef(books: Books, handle: number): string {
  return ref(employeeIds(books).idOf(handle), employeeAt(books, handle).name);
}

export function employeeSource(books: Books): RowSource {
  const { counts, book, plan, keep } = books;
  const from = secondOfDay(plan.from);
  const ids = employeeIds(books);
  const createdAt = (handle: number): number =>
    laterInHistory(books, from, mix(handle) % Math.max(1, Math.floor((book.end - from) / 172_800)), handle);
  const updatedAt = (handle: number): number =>
    employeeAt(books, handle).active ? createdAt(handle) : laterInHistory(books, createdAt(handle), 40, handle);
  return formulaSource({
    size: counts.employees,
    ids,
    keep,
    createdAt,
    updatedAt,
    active: (handle) => employeeAt(books, handle).active,
    text(handle) {
      const { given, family, name, active } = employeeAt(books, handle);
      return record(
        `"SSN":"XXX-XX-XXXX","PrimaryAddr":${address(String(2_000_000 + handle), book.seed + 9, handle)}`,
        `"BillableTime":${handle % 3 === 0},"HiredDate":"${pacificDay(createdAt(handle))}"`,
        identity(ids.idOf(handle), createdAt(handle), updatedAt(handle), active ? 0 : 1),
        `"GivenName":${quoted(given)},"FamilyName":${quoted(family)},"DisplayName":${quoted(name)}`,
        `"PrintOnCheckName":${quoted(`${given} ${family}`)},"Active":${active}`,
      );
    },
  });
}
