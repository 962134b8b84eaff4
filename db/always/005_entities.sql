-- The entities, a table for each, and all their records as one view. Applied each time: a new entity is one line of the
-- program's registry (ts-blocks/src/entities/registry.ts), and npm run generate writes its line here.
insert into backfill.entity (place, entity, qbo, kind, reads, is_timed, cdc, leaves, referred_as, linked_as, name_es)
values
  -- Written by npm run generate.
  (1, 'company_info', 'CompanyInfo', 'list', 'whole', true, 'yes', 'never', '{}', '{CompanyInfo}', 'datos de la compañía'),
  (2, 'preferences', 'Preferences', 'list', 'whole', true, 'unknown', 'never', '{}', '{Preferences}', 'preferencias'),
  (3, 'accounts', 'Account', 'list', 'by-change', true, 'yes', 'deactivated', '{AccountRef,APAccountRef,ARAccountRef,BankAccountRef,CCAccountRef,DepositToAccountRef,FromAccountRef,ToAccountRef,DiscountAccountRef,ItemAccountRef,IncomeAccountRef,ExpenseAccountRef,AssetAccountRef,AdjustAccountRef,MarkUpIncomeAccountRef,CreditCardAccountRef,PaymentAccountRef}', '{Account}', 'cuentas'),
  (4, 'classes', 'Class', 'list', 'by-change', true, 'yes', 'deactivated', '{ClassRef}', '{Class}', 'clases'),
  (5, 'company_currencies', 'CompanyCurrency', 'list', 'whole', true, 'unknown', 'deactivated', '{}', '{CompanyCurrency}', 'monedas de la compañía'),
  (6, 'exchange_rates', 'ExchangeRate', 'list', 'whole', false, 'unknown', 'never', '{}', '{ExchangeRate}', 'tipos de cambio'),
  (7, 'customer_types', 'CustomerType', 'list', 'whole', true, 'unknown', 'deactivated', '{CustomerTypeRef}', '{CustomerType}', 'tipos de cliente'),
  (8, 'customers', 'Customer', 'list', 'by-change', true, 'yes', 'deactivated', '{CustomerRef}', '{Customer}', 'clientes'),
  (9, 'departments', 'Department', 'list', 'by-change', true, 'yes', 'deactivated', '{DepartmentRef}', '{Department}', 'departamentos'),
  (10, 'employees', 'Employee', 'list', 'by-change', true, 'yes', 'deactivated', '{EmployeeRef}', '{Employee}', 'empleados'),
  (11, 'items', 'Item', 'list', 'by-change', true, 'yes', 'deactivated', '{ItemRef,GroupItemRef}', '{Item}', 'artículos'),
  (12, 'journal_codes', 'JournalCode', 'list', 'whole', false, 'no', 'deactivated', '{JournalCodeRef}', '{JournalCode}', 'códigos de diario'),
  (13, 'payment_methods', 'PaymentMethod', 'list', 'whole', true, 'yes', 'deactivated', '{PaymentMethodRef}', '{PaymentMethod}', 'métodos de pago'),
  (14, 'tax_agencies', 'TaxAgency', 'list', 'whole', true, 'no', 'vanishes', '{AgencyRef}', '{TaxAgency}', 'agencias de impuestos'),
  (15, 'tax_codes', 'TaxCode', 'list', 'whole', true, 'no', 'vanishes', '{TxnTaxCodeRef,TaxCodeRef,DefaultTaxCodeRef,SalesTaxCodeRef,PurchaseTaxCodeRef,TaxGroupCodeRef}', '{TaxCode}', 'códigos de impuesto'),
  (16, 'tax_rates', 'TaxRate', 'list', 'whole', true, 'no', 'vanishes', '{TaxRateRef}', '{TaxRate}', 'tasas de impuesto'),
  (17, 'terms', 'Term', 'list', 'whole', true, 'yes', 'deactivated', '{SalesTermRef,TermRef}', '{Term}', 'condiciones de pago'),
  (18, 'vendors', 'Vendor', 'list', 'by-change', true, 'yes', 'deactivated', '{VendorRef,PrefVendorRef}', '{Vendor}', 'proveedores'),
  (19, 'budgets', 'Budget', 'list', 'by-change', true, 'unknown', 'deleted', '{}', '{Budget}', 'presupuestos'),
  (20, 'bills', 'Bill', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{Bill}', 'facturas de proveedor'),
  (21, 'bill_payments', 'BillPayment', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{BillPayment,BillPaymentCheck,BillPaymentCreditCard}', 'pagos a proveedores'),
  (22, 'credit_card_payments', 'CreditCardPayment', 'transaction', 'by-change', true, 'unknown', 'deleted', '{}', '{CreditCardPayment}', 'pagos de tarjeta'),
  (23, 'credit_memos', 'CreditMemo', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{CreditMemo}', 'notas de crédito'),
  (24, 'deposits', 'Deposit', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{Deposit}', 'depósitos'),
  (25, 'estimates', 'Estimate', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{Estimate}', 'cotizaciones'),
  (26, 'inventory_adjustments', 'InventoryAdjustment', 'transaction', 'whole', true, 'unknown', 'deleted', '{}', '{InventoryAdjustment}', 'ajustes de inventario'),
  (27, 'invoices', 'Invoice', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{Invoice}', 'facturas'),
  (28, 'journal_entries', 'JournalEntry', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{JournalEntry}', 'asientos de diario'),
  (29, 'payments', 'Payment', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{Payment,ReceivePayment}', 'pagos de clientes'),
  (30, 'purchases', 'Purchase', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{Purchase,APCreditCard,CashPurchase,Check}', 'compras'),
  (31, 'purchase_orders', 'PurchaseOrder', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{PurchaseOrder}', 'órdenes de compra'),
  (32, 'recurring_transactions', 'RecurringTransaction', 'transaction', 'whole', true, 'unknown', 'deleted', '{}', '{RecurringTransaction}', 'transacciones recurrentes'),
  (33, 'refund_receipts', 'RefundReceipt', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{RefundReceipt}', 'recibos de reembolso'),
  (34, 'reimburse_charges', 'ReimburseCharge', 'transaction', 'by-change', true, 'unknown', 'vanishes', '{}', '{ReimburseCharge}', 'cargos reembolsables'),
  (35, 'sales_receipts', 'SalesReceipt', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{SalesReceipt}', 'recibos de venta'),
  (36, 'tax_payments', 'TaxPayment', 'transaction', 'whole', true, 'unknown', 'vanishes', '{}', '{TaxPayment}', 'pagos de impuestos'),
  (37, 'time_activities', 'TimeActivity', 'transaction', 'by-change', true, 'no', 'deleted', '{}', '{TimeActivity}', 'actividades de tiempo'),
  (38, 'transfers', 'Transfer', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{Transfer}', 'transferencias'),
  (39, 'vendor_credits', 'VendorCredit', 'transaction', 'by-change', true, 'yes', 'deleted', '{}', '{VendorCredit}', 'créditos de proveedor'),
  (40, 'attachables', 'Attachable', 'attachment', 'whole', true, 'yes', 'deleted', '{}', '{Attachable}', 'adjuntos')
  -- Until here.
on conflict (entity) do update
set place = excluded.place, qbo = excluded.qbo, kind = excluded.kind, reads = excluded.reads, is_timed = excluded.is_timed,
    cdc = excluded.cdc, leaves = excluded.leaves, referred_as = excluded.referred_as, linked_as = excluded.linked_as,
    name_es = excluded.name_es;

-- All raw tables have the same columns, so one definition makes them; the first three come from the baseline. A migration
-- that changes the tables must change this definition, too.
do $$
declare
  missing backfill.entity;
  name text;
begin
  for missing in
    select * from backfill.entity where to_regclass('raw.qb_' || entity) is null order by place
  loop
    name := 'qb_' || missing.entity;
    execute format($ddl$
      create table raw.%1$I (
        id                       text        primary key,
        payload                  jsonb       not null,
        ingested_at_utc          timestamptz not null default now(),
        extract_window_start_utc timestamptz not null,
        extract_window_end_utc   timestamptz not null,
        page_number              integer     not null,
        page_size                integer     not null,
        request_payload          jsonb       not null,
        source_updated_at_utc    timestamptz not null,
        sync_token               bigint,
        payload_sha256           text        not null,
        run_id                   bigint      not null,
        deleted_at_utc           timestamptz,
        deleted_seen_at_utc      timestamptz,
        deleted_by               text        check (deleted_by in ('cdc', 'sweep', 'vanished')),
        deleted_run_id           bigint,
        held_since_utc           timestamptz,
        check (extract_window_start_utc < extract_window_end_utc),
        check (num_nulls(deleted_seen_at_utc, deleted_by, deleted_run_id) in (0, 3))
      );
      create index %2$I on raw.%1$I (source_updated_at_utc);
      create index %3$I on raw.%1$I (run_id, extract_window_start_utc);
      create index %4$I on raw.%1$I (deleted_seen_at_utc) where deleted_seen_at_utc is not null;
    $ddl$, name, name || '_by_source_updated_at', name || '_by_run_window', name || '_removed');
    if not missing.is_timed then
      execute format('alter table raw.%I alter column source_updated_at_utc drop not null', name);
    end if;
    execute format('comment on table raw.%I is %L', name,
      format('One row per QuickBooks %s, payload as received, newest copy known. Safe to rebuild by running any range again.', missing.qbo));
  end loop;
end
$$;

-- Beside each raw table, a table of the payloads that it held before. Runs with keep_versions write it.
do $$
declare
  missing backfill.entity;
  name text;
begin
  for missing in
    select * from backfill.entity where to_regclass('raw.qb_' || entity || '_versions') is null order by place
  loop
    name := 'qb_' || missing.entity || '_versions';
    execute format($ddl$
      create table raw.%1$I (
        id                    text        not null,
        held_from_utc         timestamptz not null,
        held_to_utc           timestamptz not null,
        ended_by              text        not null check (ended_by in ('replaced', 'removed')),
        ended_run_id          bigint      not null,
        payload               jsonb       not null,
        source_updated_at_utc timestamptz,
        sync_token            bigint,
        payload_sha256        text        not null,
        run_id                bigint      not null,
        primary key (id, held_from_utc),
        check (held_from_utc <= held_to_utc)
      );
    $ddl$, name);
    execute format('comment on table raw.%I is %L', name,
      format('Payloads of QuickBooks %s that raw.qb_%s held before, with the time from and to when. Written by runs with keep_versions.',
        missing.qbo, missing.entity));
  end loop;
end
$$;
comment on column raw.qb_customers_versions.held_from_utc is
  'Since when the table held this payload. For a payload that came before versions were kept: when it was last read.';
comment on column raw.qb_customers_versions.held_to_utc is
  'Until when: the payload was replaced, or its row was marked as removed. Not included.';
comment on column raw.qb_customers_versions.ended_by is
  'replaced: another payload came. removed: QuickBooks no longer has the record; its row stays, and is marked.';
comment on column raw.qb_customers_versions.ended_run_id is 'The run (backfill.run) that replaced or removed it.';

do $$
begin
  execute (
    select 'create or replace view backfill.record as ' || string_agg(format(
      'select %L as entity, id, payload, ingested_at_utc, extract_window_start_utc, extract_window_end_utc, page_number, '
      'page_size, request_payload, source_updated_at_utc, sync_token, payload_sha256, run_id from raw.%I '
      'where deleted_seen_at_utc is null',
      entity, 'qb_' || entity), ' union all ' order by place)
    from backfill.entity
  );
  execute (
    select 'create or replace view backfill.removed_record as ' || string_agg(format(
      'select %L as entity, id, payload, source_updated_at_utc, sync_token, run_id, deleted_at_utc, deleted_seen_at_utc, '
      'deleted_by, deleted_run_id from raw.%I where deleted_seen_at_utc is not null',
      entity, 'qb_' || entity), ' union all ' order by place)
    from backfill.entity
  );
end
$$;
comment on view backfill.record is
  'The live records of all entities, for queries over all of them. With a condition on entity, Postgres reads only the table of that entity.';
comment on column backfill.record.entity is 'The entity''s name, as in backfill.entity.';
comment on view backfill.removed_record is
  'The records of all entities that QuickBooks no longer has, each with its last payload.';
comment on column backfill.removed_record.entity is 'The entity''s name, as in backfill.entity.';

-- All raw tables, their versions and the views get the column comments of raw.qb_customers and raw.qb_customers_versions.
do $$
declare
  shared record;
begin
  for shared in
    select own.attname, col_description(said.attrelid, said.attnum) as comment
    from pg_attribute own
    join pg_attribute said on said.attname = own.attname and said.attrelid = 'raw.qb_customers'::regclass
    where own.attrelid = 'raw.qb_customers_versions'::regclass and own.attnum > 0
  loop
    execute format('comment on column raw.qb_customers_versions.%I is %L', shared.attname, shared.comment);
  end loop;
end
$$;
do $$
declare
  other record;
begin
  for other in
    select own.attrelid::regclass as relation, own.attname, col_description(said.attrelid, said.attnum) as comment
    from (
      select 'raw.qb_customers'::regclass as first, to_regclass('raw.qb_' || entity) as alike from backfill.entity
      union all
      select 'raw.qb_customers', unnest(array['backfill.record', 'backfill.removed_record']::regclass[])
      union all
      select 'raw.qb_customers_versions', to_regclass('raw.qb_' || entity || '_versions') from backfill.entity
    ) as pair
    join pg_attribute said on said.attrelid = pair.first and said.attnum > 0 and not said.attisdropped
    join pg_attribute own on own.attname = said.attname and own.attrelid = pair.alike
    where col_description(own.attrelid, own.attnum) is distinct from col_description(said.attrelid, said.attnum)
  loop
    execute format('comment on column %s.%I is %L', other.relation, other.attname, other.comment);
  end loop;
end
$$;
