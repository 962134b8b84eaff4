import type { Books } from "./books";
import { ref } from "./text";

/** References to customers and items by their place in the list. */
export function customerRef({ book }: Books, handle: number): string {
  const customer = book.customers.customers[handle];
  if (customer === undefined) throw new RangeError(`no customer ${handle}`);
  return customer.pieces.ref;
}

export function itemRef({ book }: Books, handle: number): string {
  const item = book.items.items[handle];
  if (item === undefined) throw new RangeError(`no item ${handle}`);
  return ref(item.id, item.name);
}

/** The positions of the items of a type; of all items if no item has the type. */
export function placesOf({ book }: Books, type: "Service" | "NonInventory" | "Inventory"): readonly number[] {
  const { items } = book.items;
  const places = items.flatMap((item, place) => (item.type === type ? [place] : []));
  return places.length === 0 ? items.map((_, place) => place) : places;
}
