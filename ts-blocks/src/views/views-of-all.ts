import { apart } from "./apart";
import type { View } from "./view";

/** The members of records that hold an address. */
export const ADDRESS_ROLES = [
  "BillAddr",
  "ShipAddr",
  "ShipFromAddr",
  "VendorAddr",
  "RemitToAddr",
  "PrimaryAddr",
  "CompanyAddr",
  "LegalAddr",
  "CustomerCommunicationAddr",
  "Address",
] as const;

const ADDRESS =
  "line_1 line_2 line_3 line_4 line_5 city country country_sub_division_code postal_code latitude longitude";
const RECORDS = apart(
  "select entity, id, source_updated_at_utc, ingested_at_utc, quickbooks.unpacked(payload) as payload\nfrom backfill.record",
);
const RECORD = { entity: "entity", record_id: "record_id", _fivetran_synced: "ingested_at_utc" };

/** Views of what the records of many entities have in common. */
export const VIEWS_OF_ALL: readonly View[] = [
  {
    name: "record_address",
    columns: `entity record_id role address_id=Id ${ADDRESS} _fivetran_synced`,
    own: { ...RECORD, role: "role" },
    from: `(
  select record.entity, record.id as record_id, record.ingested_at_utc, part.role, part.value
  from ${RECORDS}
  cross join lateral (
    values ${ADDRESS_ROLES.map((role) => `('${role}', payload -> '${role}')`).join(",\n           ")}
  ) as part (role, value)
  where jsonb_typeof(part.value) = 'object'
) as address`,
    says: {
      en: "One row per address of a record, those without an id included.",
      es: "Una fila por dirección de un registro, también las que no tienen id.",
    },
  },
  {
    name: "address",
    columns: `id ${ADDRESS} _fivetran_synced`,
    own: { id: "id", _fivetran_synced: "ingested_at_utc" },
    from: `(
  select distinct on (part.value ->> 'Id') part.value ->> 'Id' as id, record.ingested_at_utc, part.value
  from ${RECORDS}
  cross join lateral (
    values ${ADDRESS_ROLES.map((role) => `(payload -> '${role}')`).join(",\n           ")}
  ) as part (value)
  where part.value ->> 'Id' is not null
  order by part.value ->> 'Id', record.source_updated_at_utc desc, record.entity, record.id
) as address`,
    says: {
      en: "One row per id of an address, as the record that was changed last has it.",
      es: "Una fila por id de dirección, como la tiene el último registro que cambió.",
    },
  },
  {
    name: "linked_txn",
    columns:
      "entity record_id line_index index transaction_type transaction_id transaction_line_id linked_entity _fivetran_synced",
    own: {
      ...RECORD,
      line_index: "line_index",
      index: "(place - 1)::integer",
      linked_entity: "(select entity from backfill.entity where link.value ->> 'TxnType' = any (linked_as))",
    },
    from: `(
  select record.entity, record.id as record_id, record.ingested_at_utc, null::integer as line_index, part.value, part.place
  from ${RECORDS}
  cross join lateral jsonb_array_elements(quickbooks.as_array(payload -> 'LinkedTxn')) with ordinality as part (value, place)
  union all
  select record.entity, record.id, record.ingested_at_utc, (line.place - 1)::integer, part.value, part.place
  from ${RECORDS}
  cross join lateral jsonb_array_elements(quickbooks.as_array(payload -> 'Line')) with ordinality as line (value, place)
  cross join lateral jsonb_array_elements(quickbooks.as_array(line.value -> 'LinkedTxn')) with ordinality as part (value, place)
) as link`,
    says: {
      en: "One row per link from a transaction, or from one of its lines, to another transaction.",
      es: "Una fila por enlace de una transacción, o de una de sus líneas, a otra transacción.",
    },
  },
  {
    name: "custom_field",
    columns:
      "entity record_id index definition_id name type string_value number_value date_value boolean_value _fivetran_synced",
    own: { ...RECORD, index: "(place - 1)::integer" },
    from: `(
  select record.entity, record.id as record_id, record.ingested_at_utc, part.value, part.place
  from ${RECORDS}
  cross join lateral jsonb_array_elements(quickbooks.as_array(payload -> 'CustomField')) with ordinality as part (value, place)
) as field`,
    says: {
      en: "One row per field that the company made itself, of each record that has it.",
      es: "Una fila por campo que creó la propia compañía, de cada registro que lo tiene.",
    },
  },
];
