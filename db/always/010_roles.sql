-- Applied after the migrations, each time, so that tables of a new migration get their rights here.
-- There are two roles beside the owner of the tables: qbo_loader for the pipelines (the secret POSTGRES_USER), and qbo_reader
-- for people with pgAdmin. Roles belong to the whole server, so an existing role is not changed. New roles have no password
-- and cannot sign in until somebody allows it: alter role qbo_loader login password '...';
-- If the applying role may not create roles, it gets a warning and grants the rights only to existing roles.
do $$
declare
  wanted name;
begin
  foreach wanted in array array['qbo_loader', 'qbo_reader'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception
      when duplicate_object or unique_violation then
        null; -- made in the same moment by a person who sets up another database of the same server
      when insufficient_privilege then
        raise warning 'the role % is missing and % may not make roles: let an administrator run "create role %", then run db:init again',
          wanted, current_user, wanted;
    end;
  end loop;
end
$$;

do $$
begin
  if exists (select from pg_roles where rolname = 'qbo_loader') then
    -- Only what the statements of the programs need: they never create, alter, empty or drop a table, and never delete a row
    -- of schema raw.
    grant usage on schema raw, backfill, quickbooks to qbo_loader;
    grant select on all tables in schema raw, backfill to qbo_loader;
    grant insert, update on all tables in schema raw to qbo_loader;
    -- A version that is kept is never changed.
    execute (
      select string_agg(format('revoke update on raw.%I from qbo_loader', 'qb_' || entity || '_versions'), '; ')
      from backfill.entity
    );
    grant insert, update on
      backfill.run, backfill.run_segment, backfill.run_window, backfill.api_usage, backfill.call_slot,
      backfill.call_month, backfill.entity_lock, backfill.call_place, backfill.report, backfill.load,
      backfill.load_usage, backfill.stale_record, backfill.statement_part, backfill.entity_mark, backfill.field_seen, backfill.notice to qbo_loader;
    grant insert, delete on backfill.staged_page to qbo_loader;
    grant execute on function backfill.release_staging to qbo_loader;
    grant insert, update, delete on backfill.staged_removal to qbo_loader;
    grant insert, update, delete on backfill.run_finding to qbo_loader;
    -- The source's listing is put into a temporary table, to compare it with the records that are held.
    execute format('grant temporary on database %I to qbo_loader', current_database());
    grant insert on backfill.rejected_record, backfill.company to qbo_loader;
    -- The day of an unreadable record is known only when the days around it have been counted.
    grant update (window_start_utc, not_before_utc, not_after_utc) on backfill.rejected_record to qbo_loader;
    -- Only the operator may change the company and the limits. The loader books times.
    grant update (token_issued_at_utc, token_rotated_at_utc, token_idle_ends_at_utc, token_grant_ends_at_utc)
      on backfill.company to qbo_loader;
    grant update (paused_until_utc) on backfill.limits to qbo_loader;
    -- Rights on tables of later migrations: a new table in raw can be written at once, one in the ledger only if listed above.
    alter default privileges in schema raw grant select, insert, update on tables to qbo_loader;
    alter default privileges in schema backfill revoke insert, update on tables from qbo_loader;
    alter default privileges in schema backfill grant select on tables to qbo_loader;
  end if;

  if exists (select from pg_roles where rolname = 'qbo_reader') then
    grant usage on schema raw, backfill, quickbooks to qbo_reader;
    grant select on all tables in schema raw, backfill to qbo_reader;
    alter default privileges in schema raw grant select on tables to qbo_reader;
    alter default privileges in schema backfill grant select on tables to qbo_reader;
  end if;
end
$$;

do $$
declare
  reader name;
begin
  -- Only our views are granted. Another table or view in this schema may hold what only its owner should see. The owner grants it.
  for reader in select rolname from pg_roles where rolname in ('qbo_loader', 'qbo_reader') loop
    -- Written by npm run generate from ts-blocks/src/views.
    execute format('grant select on
      quickbooks.company_info,
      quickbooks.company_info_all,
      quickbooks.company_info_name_value,
      quickbooks.preferences,
      quickbooks.preferences_all,
      quickbooks.preferences_name_value,
      quickbooks.account,
      quickbooks.account_all,
      quickbooks.class,
      quickbooks.class_all,
      quickbooks.company_currency,
      quickbooks.company_currency_all,
      quickbooks.exchange_rate,
      quickbooks.exchange_rate_all,
      quickbooks.customer_type,
      quickbooks.customer_type_all,
      quickbooks.customer,
      quickbooks.customer_all,
      quickbooks.department,
      quickbooks.department_all,
      quickbooks.employee,
      quickbooks.employee_all,
      quickbooks.item,
      quickbooks.item_all,
      quickbooks.bundle,
      quickbooks.bundle_all,
      quickbooks.bundle_item,
      quickbooks.journal_code,
      quickbooks.journal_code_all,
      quickbooks.payment_method,
      quickbooks.payment_method_all,
      quickbooks.tax_agency,
      quickbooks.tax_agency_all,
      quickbooks.tax_code,
      quickbooks.tax_code_all,
      quickbooks.tax_code_sales_rate,
      quickbooks.tax_code_purchase_rate,
      quickbooks.tax_rate,
      quickbooks.tax_rate_all,
      quickbooks.term,
      quickbooks.term_all,
      quickbooks.vendor,
      quickbooks.vendor_all,
      quickbooks.budget,
      quickbooks.budget_all,
      quickbooks.budget_detail,
      quickbooks.bill,
      quickbooks.bill_all,
      quickbooks.bill_line,
      quickbooks.bill_tax_line_detail,
      quickbooks.bill_linked_txn,
      quickbooks.bill_payment,
      quickbooks.bill_payment_all,
      quickbooks.bill_payment_line,
      quickbooks.credit_card_payment_txn,
      quickbooks.credit_card_payment_txn_all,
      quickbooks.credit_memo,
      quickbooks.credit_memo_all,
      quickbooks.credit_memo_line,
      quickbooks.credit_memo_line_bundle,
      quickbooks.credit_memo_tax_line_detail,
      quickbooks.deposit,
      quickbooks.deposit_all,
      quickbooks.deposit_line,
      quickbooks.deposit_tax_line_detail,
      quickbooks.estimate,
      quickbooks.estimate_all,
      quickbooks.estimate_line,
      quickbooks.estimate_line_bundle,
      quickbooks.estimate_tax_line,
      quickbooks.estimate_linked_txn,
      quickbooks.inventory_adjustment,
      quickbooks.inventory_adjustment_all,
      quickbooks.inventory_adjustment_line,
      quickbooks.invoice,
      quickbooks.invoice_all,
      quickbooks.invoice_line,
      quickbooks.invoice_line_bundle,
      quickbooks.invoice_tax_line,
      quickbooks.invoice_linked_txn,
      quickbooks.journal_entry,
      quickbooks.journal_entry_all,
      quickbooks.journal_entry_line,
      quickbooks.journal_entry_tax_line,
      quickbooks.payment,
      quickbooks.payment_all,
      quickbooks.payment_line,
      quickbooks.purchase,
      quickbooks.purchase_all,
      quickbooks.purchase_line,
      quickbooks.purchase_tax_line,
      quickbooks.purchase_order,
      quickbooks.purchase_order_all,
      quickbooks.purchase_order_line,
      quickbooks.purchase_order_linked_txn,
      quickbooks.recurring_transaction,
      quickbooks.recurring_transaction_all,
      quickbooks.refund_receipt,
      quickbooks.refund_receipt_all,
      quickbooks.refund_receipt_line,
      quickbooks.refund_receipt_line_bundle,
      quickbooks.refund_receipt_tax_line,
      quickbooks.reimburse_charge,
      quickbooks.reimburse_charge_all,
      quickbooks.reimburse_charge_line,
      quickbooks.sales_receipt,
      quickbooks.sales_receipt_all,
      quickbooks.sales_receipt_line,
      quickbooks.sales_receipt_line_bundle,
      quickbooks.sales_receipt_tax_line,
      quickbooks.sales_receipt_linked_txn,
      quickbooks.tax_payment,
      quickbooks.tax_payment_all,
      quickbooks.time_activity,
      quickbooks.time_activity_all,
      quickbooks.transfer,
      quickbooks.transfer_all,
      quickbooks.vendor_credit,
      quickbooks.vendor_credit_all,
      quickbooks.vendor_credit_line,
      quickbooks.vendor_credit_linked_txn,
      quickbooks.attachable,
      quickbooks.attachable_all,
      quickbooks.attachable_ref,
      quickbooks.record_address,
      quickbooks.address,
      quickbooks.linked_txn,
      quickbooks.custom_field
      to %I', reader);
  end loop;
end
$$;
