import { ENTITY_NAMES } from "../entities/entity";
import { LIST_VIEWS } from "./list-views";
import { OTHER_VIEWS } from "./other-views";
import { PURCHASE_VIEWS } from "./purchase-views";
import { SALES_VIEWS } from "./sales-views";
import type { View } from "./view";
import { VIEWS_OF_ALL } from "./views-of-all";

const VIEWS_OF_ONE = [...LIST_VIEWS, ...SALES_VIEWS, ...PURCHASE_VIEWS, ...OTHER_VIEWS];

/** The views of schema quickbooks, in the order of the registry, each entity's records before their lines. */
export const VIEWS: readonly View[] = [
  ...ENTITY_NAMES.flatMap((entity) => VIEWS_OF_ONE.filter(({ of }) => of === entity)),
  ...VIEWS_OF_ALL,
];
