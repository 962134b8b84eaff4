-- The views of schema quickbooks, made again each time. Written by npm run generate from ts-blocks/src/views.
-- Postgres adds columns of a view only at its end, and a view that somebody built on one of these stays as it is.

create or replace view quickbooks.company_info_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'CompanyName') as company_name,
       quickbooks.as_text(record.payload -> 'LegalName') as legal_name,
       quickbooks.as_date(record.payload -> 'CompanyStartDate') as company_start_date,
       quickbooks.as_text(record.payload -> 'FiscalYearStartMonth') as fiscal_year_start_month,
       quickbooks.as_text(record.payload -> 'Country') as country,
       quickbooks.as_text(record.payload -> 'DefaultTimeZone') as default_time_zone,
       quickbooks.as_text(record.payload -> 'SupportedLanguages') as supported_languages,
       quickbooks.as_text(record.payload #> '{Email,Address}') as company_email,
       quickbooks.as_text(record.payload #> '{CustomerCommunicationEmailAddr,Address}') as customer_communication_email,
       quickbooks.as_text(record.payload #> '{PrimaryPhone,FreeFormNumber}') as phone_number,
       quickbooks.as_text(record.payload #> '{WebAddr,URI}') as website,
       quickbooks.as_text(record.payload #> '{CompanyAddr,Id}') as company_address_id,
       quickbooks.as_text(record.payload #> '{LegalAddr,Id}') as legal_address_id,
       quickbooks.as_text(record.payload #> '{CustomerCommunicationAddr,Id}') as customer_communication_address_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_company_info
) as record;

create or replace view quickbooks.company_info as
select * from quickbooks.company_info_all where not _fivetran_deleted;
comment on view quickbooks.company_info is 'One row per QuickBooks CompanyInfo.';
comment on column quickbooks.company_info.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.company_info.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.company_info.company_name is 'Name of the company. From CompanyName.';
comment on column quickbooks.company_info.legal_name is 'Name for tax and contracts. From LegalName.';
comment on column quickbooks.company_info.company_start_date is 'First day of the books. From CompanyStartDate.';
comment on column quickbooks.company_info.fiscal_year_start_month is 'Month in which the fiscal year begins. From FiscalYearStartMonth.';
comment on column quickbooks.company_info.country is 'Country. From Country.';
comment on column quickbooks.company_info.default_time_zone is 'Time zone. From DefaultTimeZone.';
comment on column quickbooks.company_info.supported_languages is 'Languages. From SupportedLanguages.';
comment on column quickbooks.company_info.company_email is 'E-mail address. From Email.Address.';
comment on column quickbooks.company_info.customer_communication_email is 'E-mail address that customers see. From CustomerCommunicationEmailAddr.Address.';
comment on column quickbooks.company_info.phone_number is 'Telephone. From PrimaryPhone.FreeFormNumber.';
comment on column quickbooks.company_info.website is 'Web site. From WebAddr.URI.';
comment on column quickbooks.company_info.company_address_id is 'An id of quickbooks.address: of the company. From CompanyAddr.Id.';
comment on column quickbooks.company_info.legal_address_id is 'An id of quickbooks.address: for tax and contracts. From LegalAddr.Id.';
comment on column quickbooks.company_info.customer_communication_address_id is 'An id of quickbooks.address: the one that customers see. From CustomerCommunicationAddr.Id.';
comment on column quickbooks.company_info.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.company_info.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.company_info._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.company_info._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.company_info_name_value as
select record.id as company_info_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Name') as name,
       quickbooks.as_text(element.value -> 'Value') as value,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'NameValue') as elements
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_company_info
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.company_info_name_value is 'One row per setting of a QuickBooks CompanyInfo.';
comment on column quickbooks.company_info_name_value.company_info_id is 'The id of the row''s record, in quickbooks.company_info.';
comment on column quickbooks.company_info_name_value.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.company_info_name_value.name is 'Name. From NameValue[].Name.';
comment on column quickbooks.company_info_name_value.value is 'Value. From NameValue[].Value.';
comment on column quickbooks.company_info_name_value._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.preferences_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload #> '{ReportPrefs,ReportBasis}') as report_basis,
       quickbooks.as_boolean(record.payload #> '{ReportPrefs,CalcAgingReportFromTxnDate}') as aging_from_transaction_date,
       quickbooks.as_text(record.payload #> '{AccountingInfoPrefs,FirstMonthOfFiscalYear}') as first_month_of_fiscal_year,
       quickbooks.as_text(record.payload #> '{AccountingInfoPrefs,TaxYearMonth}') as tax_year_month,
       quickbooks.as_text(record.payload #> '{AccountingInfoPrefs,TaxForm}') as tax_form,
       quickbooks.as_date(record.payload #> '{AccountingInfoPrefs,BookCloseDate}') as book_close_date,
       quickbooks.as_text(record.payload #> '{CurrencyPrefs,HomeCurrency,value}') as home_currency,
       quickbooks.as_boolean(record.payload #> '{CurrencyPrefs,MultiCurrencyEnabled}') as multi_currency_enabled,
       quickbooks.as_boolean(record.payload #> '{AccountingInfoPrefs,ClassTrackingPerTxn}') as class_tracking_per_transaction,
       quickbooks.as_boolean(record.payload #> '{AccountingInfoPrefs,ClassTrackingPerTxnLine}') as class_tracking_per_line,
       quickbooks.as_boolean(record.payload #> '{AccountingInfoPrefs,TrackDepartments}') as track_departments,
       quickbooks.as_boolean(record.payload #> '{AccountingInfoPrefs,UseAccountNumbers}') as use_account_numbers,
       quickbooks.as_text(record.payload #> '{AccountingInfoPrefs,CustomerTerminology}') as customer_terminology,
       quickbooks.as_text(record.payload #> '{AccountingInfoPrefs,DepartmentTerminology}') as department_terminology,
       quickbooks.as_boolean(record.payload #> '{TaxPrefs,UsingSalesTax}') as using_sales_tax,
       quickbooks.as_text(record.payload #> '{TaxPrefs,TaxGroupCodeRef,value}') as tax_group_code_id,
       quickbooks.as_boolean(record.payload #> '{TaxPrefs,PartnerTaxEnabled}') as partner_tax_enabled,
       quickbooks.as_text(record.payload #> '{SalesFormsPrefs,DefaultTerms,value}') as default_terms_id,
       quickbooks.as_text(record.payload #> '{SalesFormsPrefs,DefaultDiscountAccount}') as default_discount_account_id,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,CustomTxnNumbers}') as custom_transaction_numbers,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,AllowDiscount}') as allow_discount,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,AllowDeposit}') as allow_deposit,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,AllowEstimates}') as allow_estimates,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,AllowServiceDate}') as allow_service_date,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,AllowShipping}') as allow_shipping,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,AutoApplyCredit}') as auto_apply_credit,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,AutoApplyPayments}') as auto_apply_payments,
       quickbooks.as_boolean(record.payload #> '{SalesFormsPrefs,UsingPriceLevels}') as using_price_levels,
       quickbooks.as_boolean(record.payload #> '{ProductAndServicesPrefs,QuantityOnHand}') as track_quantity,
       quickbooks.as_boolean(record.payload #> '{ProductAndServicesPrefs,ForSales}') as items_for_sales,
       quickbooks.as_boolean(record.payload #> '{ProductAndServicesPrefs,ForPurchase}') as items_for_purchases,
       quickbooks.as_boolean(record.payload #> '{ProductAndServicesPrefs,QuantityWithPriceAndRate}') as quantity_with_price,
       quickbooks.as_boolean(record.payload #> '{VendorAndPurchasesPrefs,BillableExpenseTracking}') as billable_expense_tracking,
       quickbooks.as_boolean(record.payload #> '{VendorAndPurchasesPrefs,TrackingByCustomer}') as expense_tracking_by_customer,
       quickbooks.as_boolean(record.payload #> '{TimeTrackingPrefs,BillCustomers}') as time_bill_customers,
       quickbooks.as_boolean(record.payload #> '{TimeTrackingPrefs,UseServices}') as time_use_services,
       quickbooks.as_boolean(record.payload #> '{TimeTrackingPrefs,ShowBillRateToAll}') as time_show_bill_rate,
       quickbooks.as_boolean(record.payload #> '{TimeTrackingPrefs,MarkTimeEntriesBillable}') as time_mark_billable,
       quickbooks.as_text(record.payload #> '{TimeTrackingPrefs,WorkWeekStartDate}') as work_week_start_date,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_preferences
) as record;

create or replace view quickbooks.preferences as
select * from quickbooks.preferences_all where not _fivetran_deleted;
comment on view quickbooks.preferences is 'One row per QuickBooks Preferences.';
comment on column quickbooks.preferences.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.preferences.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.preferences.report_basis is 'Accrual or Cash. From ReportPrefs.ReportBasis.';
comment on column quickbooks.preferences.aging_from_transaction_date is 'True where age counts from the transaction''s date, false from the due date. From ReportPrefs.CalcAgingReportFromTxnDate.';
comment on column quickbooks.preferences.first_month_of_fiscal_year is 'First month of the fiscal year. From AccountingInfoPrefs.FirstMonthOfFiscalYear.';
comment on column quickbooks.preferences.tax_year_month is 'First month of the tax year. From AccountingInfoPrefs.TaxYearMonth.';
comment on column quickbooks.preferences.tax_form is 'Form of the tax return. From AccountingInfoPrefs.TaxForm.';
comment on column quickbooks.preferences.book_close_date is 'Until when the books are closed. From AccountingInfoPrefs.BookCloseDate.';
comment on column quickbooks.preferences.home_currency is 'Currency of the company. From CurrencyPrefs.HomeCurrency.value.';
comment on column quickbooks.preferences.multi_currency_enabled is 'True where there are several currencies. From CurrencyPrefs.MultiCurrencyEnabled.';
comment on column quickbooks.preferences.class_tracking_per_transaction is 'True where a transaction has a class. From AccountingInfoPrefs.ClassTrackingPerTxn.';
comment on column quickbooks.preferences.class_tracking_per_line is 'True where a line has a class. From AccountingInfoPrefs.ClassTrackingPerTxnLine.';
comment on column quickbooks.preferences.track_departments is 'True where departments are used. From AccountingInfoPrefs.TrackDepartments.';
comment on column quickbooks.preferences.use_account_numbers is 'True where accounts have numbers. From AccountingInfoPrefs.UseAccountNumbers.';
comment on column quickbooks.preferences.customer_terminology is 'What customers are called. From AccountingInfoPrefs.CustomerTerminology.';
comment on column quickbooks.preferences.department_terminology is 'What departments are called. From AccountingInfoPrefs.DepartmentTerminology.';
comment on column quickbooks.preferences.using_sales_tax is 'True where sales tax is used. From TaxPrefs.UsingSalesTax.';
comment on column quickbooks.preferences.tax_group_code_id is 'An id of quickbooks.tax_code: the usual one. From TaxPrefs.TaxGroupCodeRef.value.';
comment on column quickbooks.preferences.partner_tax_enabled is 'True where QuickBooks works out the tax. From TaxPrefs.PartnerTaxEnabled.';
comment on column quickbooks.preferences.default_terms_id is 'An id of quickbooks.term: the usual one. From SalesFormsPrefs.DefaultTerms.value.';
comment on column quickbooks.preferences.default_discount_account_id is 'An id of quickbooks.account. From SalesFormsPrefs.DefaultDiscountAccount.';
comment on column quickbooks.preferences.custom_transaction_numbers is 'True where people number transactions themselves. From SalesFormsPrefs.CustomTxnNumbers.';
comment on column quickbooks.preferences.allow_discount is 'True where forms have a discount. From SalesFormsPrefs.AllowDiscount.';
comment on column quickbooks.preferences.allow_deposit is 'True where forms have a payment in advance. From SalesFormsPrefs.AllowDeposit.';
comment on column quickbooks.preferences.allow_estimates is 'True where estimates are used. From SalesFormsPrefs.AllowEstimates.';
comment on column quickbooks.preferences.allow_service_date is 'True where lines have a date. From SalesFormsPrefs.AllowServiceDate.';
comment on column quickbooks.preferences.allow_shipping is 'True where forms have shipping. From SalesFormsPrefs.AllowShipping.';
comment on column quickbooks.preferences.auto_apply_credit is 'True where credits are used by themselves. From SalesFormsPrefs.AutoApplyCredit.';
comment on column quickbooks.preferences.auto_apply_payments is 'True where payments are applied by themselves. From SalesFormsPrefs.AutoApplyPayments.';
comment on column quickbooks.preferences.using_price_levels is 'True where there are price levels. From SalesFormsPrefs.UsingPriceLevels.';
comment on column quickbooks.preferences.track_quantity is 'True where stock is counted. From ProductAndServicesPrefs.QuantityOnHand.';
comment on column quickbooks.preferences.items_for_sales is 'True where sales have items. From ProductAndServicesPrefs.ForSales.';
comment on column quickbooks.preferences.items_for_purchases is 'True where purchases have items. From ProductAndServicesPrefs.ForPurchase.';
comment on column quickbooks.preferences.quantity_with_price is 'True where lines have quantity and price. From ProductAndServicesPrefs.QuantityWithPriceAndRate.';
comment on column quickbooks.preferences.billable_expense_tracking is 'True where expenses are charged to customers. From VendorAndPurchasesPrefs.BillableExpenseTracking.';
comment on column quickbooks.preferences.expense_tracking_by_customer is 'True where an expense names a customer. From VendorAndPurchasesPrefs.TrackingByCustomer.';
comment on column quickbooks.preferences.time_bill_customers is 'True where hours are charged to customers. From TimeTrackingPrefs.BillCustomers.';
comment on column quickbooks.preferences.time_use_services is 'True where hours name a service. From TimeTrackingPrefs.UseServices.';
comment on column quickbooks.preferences.time_show_bill_rate is 'True where everybody sees the price of an hour. From TimeTrackingPrefs.ShowBillRateToAll.';
comment on column quickbooks.preferences.time_mark_billable is 'True where hours are billable at first. From TimeTrackingPrefs.MarkTimeEntriesBillable.';
comment on column quickbooks.preferences.work_week_start_date is 'First day of the week. From TimeTrackingPrefs.WorkWeekStartDate.';
comment on column quickbooks.preferences.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.preferences.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.preferences._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.preferences._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.preferences_name_value as
select record.id as preferences_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Name') as name,
       quickbooks.as_text(element.value -> 'Value') as value,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{OtherPrefs,NameValue}') as elements
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_preferences
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.preferences_name_value is 'One row per other setting of a QuickBooks Preferences.';
comment on column quickbooks.preferences_name_value.preferences_id is 'The id of the row''s record, in quickbooks.preferences.';
comment on column quickbooks.preferences_name_value.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.preferences_name_value.name is 'Name. From OtherPrefs.NameValue[].Name.';
comment on column quickbooks.preferences_name_value.value is 'Value. From OtherPrefs.NameValue[].Value.';
comment on column quickbooks.preferences_name_value._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.account_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'AcctNum') as account_number,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'FullyQualifiedName') as fully_qualified_name,
       quickbooks.as_text(record.payload -> 'Description') as description,
       quickbooks.as_text(record.payload -> 'AccountType') as account_type,
       quickbooks.as_text(record.payload -> 'AccountSubType') as account_sub_type,
       quickbooks.as_text(record.payload -> 'Classification') as classification,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_boolean(record.payload -> 'SubAccount') as sub_account,
       quickbooks.as_text(record.payload #> '{ParentRef,value}') as parent_account_id,
       quickbooks.as_numeric(record.payload -> 'CurrentBalance') as balance,
       quickbooks.as_numeric(record.payload -> 'CurrentBalanceWithSubAccounts') as balance_with_sub_accounts,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_text(record.payload #> '{TaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_accounts
) as record;

create or replace view quickbooks.account as
select * from quickbooks.account_all where not _fivetran_deleted;
comment on view quickbooks.account is 'One row per QuickBooks Account.';
comment on column quickbooks.account.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.account.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.account.account_number is 'Number of the account. From AcctNum.';
comment on column quickbooks.account.name is 'Name. From Name.';
comment on column quickbooks.account.fully_qualified_name is 'Name with the names of its parents before it, parted by colons. From FullyQualifiedName.';
comment on column quickbooks.account.description is 'Description. From Description.';
comment on column quickbooks.account.account_type is 'Type of account. From AccountType.';
comment on column quickbooks.account.account_sub_type is 'Type of account, in detail. From AccountSubType.';
comment on column quickbooks.account.classification is 'Asset, Liability, Equity, Revenue or Expense. From Classification.';
comment on column quickbooks.account.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.account.sub_account is 'True where the account has a parent. From SubAccount.';
comment on column quickbooks.account.parent_account_id is 'An id of quickbooks.account: the parent. From ParentRef.value.';
comment on column quickbooks.account.balance is 'What is still open. From CurrentBalance.';
comment on column quickbooks.account.balance_with_sub_accounts is 'Balance of the account and of those below it. From CurrentBalanceWithSubAccounts.';
comment on column quickbooks.account.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.account.tax_code_id is 'An id of quickbooks.tax_code. From TaxCodeRef.value.';
comment on column quickbooks.account.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.account.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.account.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.account._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.account._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.class_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'FullyQualifiedName') as fully_qualified_name,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_boolean(record.payload -> 'SubClass') as sub_class,
       quickbooks.as_text(record.payload #> '{ParentRef,value}') as parent_class_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_classes
) as record;

create or replace view quickbooks.class as
select * from quickbooks.class_all where not _fivetran_deleted;
comment on view quickbooks.class is 'One row per QuickBooks Class.';
comment on column quickbooks.class.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.class.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.class.name is 'Name. From Name.';
comment on column quickbooks.class.fully_qualified_name is 'Name with the names of its parents before it, parted by colons. From FullyQualifiedName.';
comment on column quickbooks.class.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.class.sub_class is 'True where the class has a parent. From SubClass.';
comment on column quickbooks.class.parent_class_id is 'An id of quickbooks.class: the parent. From ParentRef.value.';
comment on column quickbooks.class.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.class.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.class._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.class._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.company_currency_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Code') as code,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_company_currencies
) as record;

create or replace view quickbooks.company_currency as
select * from quickbooks.company_currency_all where not _fivetran_deleted;
comment on view quickbooks.company_currency is 'One row per QuickBooks CompanyCurrency.';
comment on column quickbooks.company_currency.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.company_currency.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.company_currency.code is 'Short code. From Code.';
comment on column quickbooks.company_currency.name is 'Name. From Name.';
comment on column quickbooks.company_currency.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.company_currency.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.company_currency.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.company_currency._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.company_currency._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.exchange_rate_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'SourceCurrencyCode') as source_currency_code,
       quickbooks.as_text(record.payload -> 'TargetCurrencyCode') as target_currency_code,
       quickbooks.as_date(record.payload -> 'AsOfDate') as as_of_date,
       quickbooks.as_numeric(record.payload -> 'Rate') as rate,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_exchange_rates
) as record;

create or replace view quickbooks.exchange_rate as
select * from quickbooks.exchange_rate_all where not _fivetran_deleted;
comment on view quickbooks.exchange_rate is 'One row per QuickBooks ExchangeRate.';
comment on column quickbooks.exchange_rate.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.exchange_rate.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.exchange_rate.source_currency_code is 'Currency that is changed. From SourceCurrencyCode.';
comment on column quickbooks.exchange_rate.target_currency_code is 'Currency of the company. From TargetCurrencyCode.';
comment on column quickbooks.exchange_rate.as_of_date is 'Date of the rate. From AsOfDate.';
comment on column quickbooks.exchange_rate.rate is 'How much one unit of the first currency is in the second. From Rate.';
comment on column quickbooks.exchange_rate.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.exchange_rate.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.exchange_rate._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.exchange_rate._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.customer_type_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_customer_types
) as record;

create or replace view quickbooks.customer_type as
select * from quickbooks.customer_type_all where not _fivetran_deleted;
comment on view quickbooks.customer_type is 'One row per QuickBooks CustomerType.';
comment on column quickbooks.customer_type.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.customer_type.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.customer_type.name is 'Name. From Name.';
comment on column quickbooks.customer_type.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.customer_type.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.customer_type.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.customer_type._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.customer_type._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.customer_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DisplayName') as display_name,
       quickbooks.as_text(record.payload -> 'CompanyName') as company_name,
       quickbooks.as_text(record.payload -> 'FullyQualifiedName') as fully_qualified_name,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_text(record.payload -> 'Title') as title,
       quickbooks.as_text(record.payload -> 'GivenName') as given_name,
       quickbooks.as_text(record.payload -> 'MiddleName') as middle_name,
       quickbooks.as_text(record.payload -> 'FamilyName') as family_name,
       quickbooks.as_text(record.payload -> 'Suffix') as suffix,
       quickbooks.as_text(record.payload -> 'PrintOnCheckName') as print_on_check_name,
       quickbooks.as_text(record.payload #> '{PrimaryEmailAddr,Address}') as email,
       quickbooks.as_text(record.payload #> '{PrimaryPhone,FreeFormNumber}') as phone_number,
       quickbooks.as_text(record.payload #> '{Mobile,FreeFormNumber}') as mobile_number,
       quickbooks.as_text(record.payload #> '{AlternatePhone,FreeFormNumber}') as alternate_phone_number,
       quickbooks.as_text(record.payload #> '{Fax,FreeFormNumber}') as fax_number,
       quickbooks.as_text(record.payload #> '{WebAddr,URI}') as website,
       quickbooks.as_numeric(record.payload -> 'Balance') as balance,
       quickbooks.as_numeric(record.payload -> 'BalanceWithJobs') as balance_with_jobs,
       quickbooks.as_date(record.payload -> 'OpenBalanceDate') as open_balance_date,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_boolean(record.payload -> 'Job') as job,
       quickbooks.as_boolean(record.payload -> 'IsProject') as is_project,
       quickbooks.as_numeric(record.payload -> 'Level') as level,
       quickbooks.as_text(record.payload #> '{ParentRef,value}') as parent_customer_id,
       quickbooks.as_boolean(record.payload -> 'BillWithParent') as bill_with_parent,
       quickbooks.as_text(record.payload #> '{BillAddr,Id}') as bill_address_id,
       quickbooks.as_text(record.payload #> '{ShipAddr,Id}') as shipping_address_id,
       quickbooks.as_text(record.payload #> '{CustomerTypeRef,value}') as customer_type_id,
       quickbooks.as_text(record.payload #> '{SalesTermRef,value}') as sales_term_id,
       quickbooks.as_text(record.payload #> '{PaymentMethodRef,value}') as payment_method_id,
       quickbooks.as_text(record.payload -> 'PreferredDeliveryMethod') as preferred_delivery_method,
       quickbooks.as_text(record.payload #> '{ARAccountRef,value}') as ar_account_id,
       quickbooks.as_boolean(record.payload -> 'Taxable') as taxable,
       quickbooks.as_text(record.payload #> '{DefaultTaxCodeRef,value}') as default_tax_code_id,
       quickbooks.as_text(record.payload -> 'ResaleNum') as resale_number,
       quickbooks.as_text(record.payload -> 'TaxExemptionReasonId') as tax_exemption_reason_id,
       quickbooks.as_text(record.payload -> 'PrimaryTaxIdentifier') as primary_tax_identifier,
       quickbooks.as_text(record.payload -> 'SecondaryTaxIdentifier') as secondary_tax_identifier,
       quickbooks.as_text(record.payload -> 'BusinessNumber') as business_number,
       quickbooks.as_text(record.payload -> 'GSTIN') as gstin,
       quickbooks.as_text(record.payload -> 'GSTRegistrationType') as gst_registration_type,
       quickbooks.as_text(record.payload -> 'Notes') as notes,
       quickbooks.as_text(record.payload -> 'Source') as source,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_customers
) as record;

create or replace view quickbooks.customer as
select * from quickbooks.customer_all where not _fivetran_deleted;
comment on view quickbooks.customer is 'One row per QuickBooks Customer.';
comment on column quickbooks.customer.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.customer.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.customer.display_name is 'Name as shown in QuickBooks, unique among its kind. From DisplayName.';
comment on column quickbooks.customer.company_name is 'Name of the company. From CompanyName.';
comment on column quickbooks.customer.fully_qualified_name is 'Name with the names of its parents before it, parted by colons. From FullyQualifiedName.';
comment on column quickbooks.customer.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.customer.title is 'Form of address. From Title.';
comment on column quickbooks.customer.given_name is 'Given name. From GivenName.';
comment on column quickbooks.customer.middle_name is 'Middle name. From MiddleName.';
comment on column quickbooks.customer.family_name is 'Family name. From FamilyName.';
comment on column quickbooks.customer.suffix is 'What follows the name. From Suffix.';
comment on column quickbooks.customer.print_on_check_name is 'Name for a printed check. From PrintOnCheckName.';
comment on column quickbooks.customer.email is 'E-mail address. From PrimaryEmailAddr.Address.';
comment on column quickbooks.customer.phone_number is 'Telephone. From PrimaryPhone.FreeFormNumber.';
comment on column quickbooks.customer.mobile_number is 'Mobile telephone. From Mobile.FreeFormNumber.';
comment on column quickbooks.customer.alternate_phone_number is 'Second telephone. From AlternatePhone.FreeFormNumber.';
comment on column quickbooks.customer.fax_number is 'Fax. From Fax.FreeFormNumber.';
comment on column quickbooks.customer.website is 'Web site. From WebAddr.URI.';
comment on column quickbooks.customer.balance is 'What is still open. From Balance.';
comment on column quickbooks.customer.balance_with_jobs is 'What is still open, sub-customers included. From BalanceWithJobs.';
comment on column quickbooks.customer.open_balance_date is 'Date of the opening balance. From OpenBalanceDate.';
comment on column quickbooks.customer.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.customer.job is 'True for a job or a sub-customer. From Job.';
comment on column quickbooks.customer.is_project is 'True for a project. From IsProject.';
comment on column quickbooks.customer.level is 'How many parents it has. From Level.';
comment on column quickbooks.customer.parent_customer_id is 'An id of quickbooks.customer: the parent. From ParentRef.value.';
comment on column quickbooks.customer.bill_with_parent is 'True where the parent is billed. From BillWithParent.';
comment on column quickbooks.customer.bill_address_id is 'An id of quickbooks.address: where the bill goes. From BillAddr.Id.';
comment on column quickbooks.customer.shipping_address_id is 'An id of quickbooks.address: where the goods go. From ShipAddr.Id.';
comment on column quickbooks.customer.customer_type_id is 'An id of quickbooks.customer_type. From CustomerTypeRef.value.';
comment on column quickbooks.customer.sales_term_id is 'An id of quickbooks.term. From SalesTermRef.value.';
comment on column quickbooks.customer.payment_method_id is 'An id of quickbooks.payment_method. From PaymentMethodRef.value.';
comment on column quickbooks.customer.preferred_delivery_method is 'How forms are sent: Print, Email or None. From PreferredDeliveryMethod.';
comment on column quickbooks.customer.ar_account_id is 'An id of quickbooks.account. From ARAccountRef.value.';
comment on column quickbooks.customer.taxable is 'True where sales tax applies. From Taxable.';
comment on column quickbooks.customer.default_tax_code_id is 'An id of quickbooks.tax_code. From DefaultTaxCodeRef.value.';
comment on column quickbooks.customer.resale_number is 'Resale number. From ResaleNum.';
comment on column quickbooks.customer.tax_exemption_reason_id is 'Reason for an exemption from tax, by its number. From TaxExemptionReasonId.';
comment on column quickbooks.customer.primary_tax_identifier is 'Tax number, masked by QuickBooks. From PrimaryTaxIdentifier.';
comment on column quickbooks.customer.secondary_tax_identifier is 'Second tax number, masked by QuickBooks. From SecondaryTaxIdentifier.';
comment on column quickbooks.customer.business_number is 'Business number. From BusinessNumber.';
comment on column quickbooks.customer.gstin is 'Tax number in India. From GSTIN.';
comment on column quickbooks.customer.gst_registration_type is 'Kind of tax registration in India. From GSTRegistrationType.';
comment on column quickbooks.customer.notes is 'Notes about it. From Notes.';
comment on column quickbooks.customer.source is 'Where the record came from. From Source.';
comment on column quickbooks.customer.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.customer.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.customer._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.customer._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.department_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'FullyQualifiedName') as fully_qualified_name,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_boolean(record.payload -> 'SubDepartment') as sub_department,
       quickbooks.as_text(record.payload #> '{ParentRef,value}') as parent_department_id,
       quickbooks.as_text(record.payload #> '{Address,Id}') as address_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_departments
) as record;

create or replace view quickbooks.department as
select * from quickbooks.department_all where not _fivetran_deleted;
comment on view quickbooks.department is 'One row per QuickBooks Department.';
comment on column quickbooks.department.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.department.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.department.name is 'Name. From Name.';
comment on column quickbooks.department.fully_qualified_name is 'Name with the names of its parents before it, parted by colons. From FullyQualifiedName.';
comment on column quickbooks.department.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.department.sub_department is 'True where the department has a parent. From SubDepartment.';
comment on column quickbooks.department.parent_department_id is 'An id of quickbooks.department: the parent. From ParentRef.value.';
comment on column quickbooks.department.address_id is 'An id of quickbooks.address. From Address.Id.';
comment on column quickbooks.department.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.department.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.department._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.department._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.employee_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DisplayName') as display_name,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_text(record.payload -> 'Title') as title,
       quickbooks.as_text(record.payload -> 'GivenName') as given_name,
       quickbooks.as_text(record.payload -> 'MiddleName') as middle_name,
       quickbooks.as_text(record.payload -> 'FamilyName') as family_name,
       quickbooks.as_text(record.payload -> 'Suffix') as suffix,
       quickbooks.as_text(record.payload -> 'PrintOnCheckName') as print_on_check_name,
       quickbooks.as_text(record.payload #> '{PrimaryEmailAddr,Address}') as email,
       quickbooks.as_text(record.payload #> '{PrimaryPhone,FreeFormNumber}') as phone_number,
       quickbooks.as_text(record.payload #> '{Mobile,FreeFormNumber}') as mobile_number,
       quickbooks.as_text(record.payload -> 'EmployeeNumber') as employee_number,
       quickbooks.as_date(record.payload -> 'HiredDate') as hired_date,
       quickbooks.as_date(record.payload -> 'ReleasedDate') as released_date,
       quickbooks.as_date(record.payload -> 'BirthDate') as birth_date,
       quickbooks.as_text(record.payload -> 'Gender') as gender,
       quickbooks.as_boolean(record.payload -> 'BillableTime') as billable_time,
       quickbooks.as_numeric(record.payload -> 'BillRate') as bill_rate,
       quickbooks.as_numeric(record.payload -> 'CostRate') as cost_rate,
       quickbooks.as_text(record.payload #> '{PrimaryAddr,Id}') as address_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_employees
) as record;

create or replace view quickbooks.employee as
select * from quickbooks.employee_all where not _fivetran_deleted;
comment on view quickbooks.employee is 'One row per QuickBooks Employee.';
comment on column quickbooks.employee.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.employee.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.employee.display_name is 'Name as shown in QuickBooks, unique among its kind. From DisplayName.';
comment on column quickbooks.employee.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.employee.title is 'Form of address. From Title.';
comment on column quickbooks.employee.given_name is 'Given name. From GivenName.';
comment on column quickbooks.employee.middle_name is 'Middle name. From MiddleName.';
comment on column quickbooks.employee.family_name is 'Family name. From FamilyName.';
comment on column quickbooks.employee.suffix is 'What follows the name. From Suffix.';
comment on column quickbooks.employee.print_on_check_name is 'Name for a printed check. From PrintOnCheckName.';
comment on column quickbooks.employee.email is 'E-mail address. From PrimaryEmailAddr.Address.';
comment on column quickbooks.employee.phone_number is 'Telephone. From PrimaryPhone.FreeFormNumber.';
comment on column quickbooks.employee.mobile_number is 'Mobile telephone. From Mobile.FreeFormNumber.';
comment on column quickbooks.employee.employee_number is 'Number of the employee. From EmployeeNumber.';
comment on column quickbooks.employee.hired_date is 'First day of work. From HiredDate.';
comment on column quickbooks.employee.released_date is 'Last day of work. From ReleasedDate.';
comment on column quickbooks.employee.birth_date is 'Date of birth. From BirthDate.';
comment on column quickbooks.employee.gender is 'Gender. From Gender.';
comment on column quickbooks.employee.billable_time is 'True where hours can be charged to customers. From BillableTime.';
comment on column quickbooks.employee.bill_rate is 'Price of an hour. From BillRate.';
comment on column quickbooks.employee.cost_rate is 'Cost of an hour. From CostRate.';
comment on column quickbooks.employee.address_id is 'An id of quickbooks.address. From PrimaryAddr.Id.';
comment on column quickbooks.employee.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.employee.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.employee._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.employee._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.item_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'FullyQualifiedName') as fully_qualified_name,
       quickbooks.as_text(record.payload -> 'Type') as type,
       quickbooks.as_text(record.payload -> 'Sku') as stock_keeping_unit,
       quickbooks.as_text(record.payload -> 'Description') as description,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_numeric(record.payload -> 'UnitPrice') as unit_price,
       quickbooks.as_numeric(record.payload -> 'PurchaseCost') as purchase_cost,
       quickbooks.as_text(record.payload -> 'PurchaseDesc') as purchase_description,
       quickbooks.as_text(record.payload #> '{IncomeAccountRef,value}') as income_account_id,
       quickbooks.as_text(record.payload #> '{ExpenseAccountRef,value}') as expense_account_id,
       quickbooks.as_text(record.payload #> '{AssetAccountRef,value}') as asset_account_id,
       quickbooks.as_boolean(record.payload -> 'TrackQtyOnHand') as track_quantity_on_hand,
       quickbooks.as_numeric(record.payload -> 'QtyOnHand') as quantity_on_hand,
       quickbooks.as_numeric(record.payload -> 'ReorderPoint') as reorder_point,
       quickbooks.as_date(record.payload -> 'InvStartDate') as inventory_start_date,
       quickbooks.as_boolean(record.payload -> 'SubItem') as sub_item,
       quickbooks.as_text(record.payload #> '{ParentRef,value}') as parent_item_id,
       quickbooks.as_numeric(record.payload -> 'Level') as level,
       quickbooks.as_boolean(record.payload -> 'Taxable') as taxable,
       quickbooks.as_text(record.payload #> '{SalesTaxCodeRef,value}') as sales_tax_code_id,
       quickbooks.as_boolean(record.payload -> 'SalesTaxIncluded') as sales_tax_included,
       quickbooks.as_text(record.payload #> '{PurchaseTaxCodeRef,value}') as purchase_tax_code_id,
       quickbooks.as_boolean(record.payload -> 'PurchaseTaxIncluded') as purchase_tax_included,
       quickbooks.as_text(record.payload #> '{TaxClassificationRef,value}') as tax_classification_id,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload #> '{PrefVendorRef,value}') as preferred_vendor_id,
       quickbooks.as_text(record.payload -> 'Source') as source,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_items
) as record;

create or replace view quickbooks.item as
select * from quickbooks.item_all where not _fivetran_deleted;
comment on view quickbooks.item is 'One row per QuickBooks Item.';
comment on column quickbooks.item.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.item.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.item.name is 'Name. From Name.';
comment on column quickbooks.item.fully_qualified_name is 'Name with the names of its parents before it, parted by colons. From FullyQualifiedName.';
comment on column quickbooks.item.type is 'Kind, in the words of QuickBooks. From Type.';
comment on column quickbooks.item.stock_keeping_unit is 'Number of the item in stock. From Sku.';
comment on column quickbooks.item.description is 'Description. From Description.';
comment on column quickbooks.item.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.item.unit_price is 'Price of one. From UnitPrice.';
comment on column quickbooks.item.purchase_cost is 'Cost of one. From PurchaseCost.';
comment on column quickbooks.item.purchase_description is 'Description for purchases. From PurchaseDesc.';
comment on column quickbooks.item.income_account_id is 'An id of quickbooks.account. From IncomeAccountRef.value.';
comment on column quickbooks.item.expense_account_id is 'An id of quickbooks.account. From ExpenseAccountRef.value.';
comment on column quickbooks.item.asset_account_id is 'An id of quickbooks.account. From AssetAccountRef.value.';
comment on column quickbooks.item.track_quantity_on_hand is 'True where stock is counted. From TrackQtyOnHand.';
comment on column quickbooks.item.quantity_on_hand is 'How many are in stock. From QtyOnHand.';
comment on column quickbooks.item.reorder_point is 'Stock at which to order more. From ReorderPoint.';
comment on column quickbooks.item.inventory_start_date is 'Since when stock is counted. From InvStartDate.';
comment on column quickbooks.item.sub_item is 'True where the item has a parent. From SubItem.';
comment on column quickbooks.item.parent_item_id is 'An id of quickbooks.item: the parent, a category. From ParentRef.value.';
comment on column quickbooks.item.level is 'How many parents it has. From Level.';
comment on column quickbooks.item.taxable is 'True where sales tax applies. From Taxable.';
comment on column quickbooks.item.sales_tax_code_id is 'An id of quickbooks.tax_code, for sales. From SalesTaxCodeRef.value.';
comment on column quickbooks.item.sales_tax_included is 'True where the price includes tax. From SalesTaxIncluded.';
comment on column quickbooks.item.purchase_tax_code_id is 'An id of quickbooks.tax_code, for purchases. From PurchaseTaxCodeRef.value.';
comment on column quickbooks.item.purchase_tax_included is 'True where the cost includes tax. From PurchaseTaxIncluded.';
comment on column quickbooks.item.tax_classification_id is 'Tax classification, by its id in QuickBooks. From TaxClassificationRef.value.';
comment on column quickbooks.item.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.item.preferred_vendor_id is 'An id of quickbooks.vendor. From PrefVendorRef.value.';
comment on column quickbooks.item.source is 'Where the record came from. From Source.';
comment on column quickbooks.item.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.item.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.item._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.item._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.bundle_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'FullyQualifiedName') as fully_qualified_name,
       quickbooks.as_text(record.payload -> 'Description') as description,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_numeric(record.payload -> 'UnitPrice') as unit_price,
       quickbooks.as_numeric(record.payload -> 'PurchaseCost') as purchase_cost,
       quickbooks.as_boolean(record.payload -> 'Taxable') as taxable,
       quickbooks.as_boolean(record.payload -> 'PrintGroupedItems') as print_grouped_items,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_items
) as record
where payload ->> 'Type' = 'Group';

create or replace view quickbooks.bundle as
select * from quickbooks.bundle_all where not _fivetran_deleted;
comment on view quickbooks.bundle is 'One row per bundle: an item that stands for others.';
comment on column quickbooks.bundle.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.bundle.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.bundle.name is 'Name. From Name.';
comment on column quickbooks.bundle.fully_qualified_name is 'Name with the names of its parents before it, parted by colons. From FullyQualifiedName.';
comment on column quickbooks.bundle.description is 'Description. From Description.';
comment on column quickbooks.bundle.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.bundle.unit_price is 'Price of one. From UnitPrice.';
comment on column quickbooks.bundle.purchase_cost is 'Cost of one. From PurchaseCost.';
comment on column quickbooks.bundle.taxable is 'True where sales tax applies. From Taxable.';
comment on column quickbooks.bundle.print_grouped_items is 'True where the items of the bundle are printed. From PrintGroupedItems.';
comment on column quickbooks.bundle.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.bundle.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.bundle._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.bundle._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.bundle_item as
select record.id as bundle_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value #> '{ItemRef,value}') as item_id,
       quickbooks.as_numeric(element.value -> 'Qty') as item_quantity,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{ItemGroupDetail,ItemGroupLine}') as elements
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_items
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.bundle_item is 'One row per item of a bundle of a QuickBooks Item.';
comment on column quickbooks.bundle_item.bundle_id is 'The id of the row''s record, in quickbooks.bundle.';
comment on column quickbooks.bundle_item.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.bundle_item.item_id is 'An id of quickbooks.item. From ItemGroupDetail.ItemGroupLine[].ItemRef.value.';
comment on column quickbooks.bundle_item.item_quantity is 'How many of the item are in a bundle. From ItemGroupDetail.ItemGroupLine[].Qty.';
comment on column quickbooks.bundle_item._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.journal_code_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'Type') as type,
       quickbooks.as_text(record.payload -> 'Description') as description,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_journal_codes
) as record;

create or replace view quickbooks.journal_code as
select * from quickbooks.journal_code_all where not _fivetran_deleted;
comment on view quickbooks.journal_code is 'One row per QuickBooks JournalCode.';
comment on column quickbooks.journal_code.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.journal_code.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.journal_code.name is 'Name. From Name.';
comment on column quickbooks.journal_code.type is 'Kind, in the words of QuickBooks. From Type.';
comment on column quickbooks.journal_code.description is 'Description. From Description.';
comment on column quickbooks.journal_code.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.journal_code.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.journal_code.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.journal_code._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.journal_code._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.payment_method_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'Type') as type,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_payment_methods
) as record;

create or replace view quickbooks.payment_method as
select * from quickbooks.payment_method_all where not _fivetran_deleted;
comment on view quickbooks.payment_method is 'One row per QuickBooks PaymentMethod.';
comment on column quickbooks.payment_method.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.payment_method.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.payment_method.name is 'Name. From Name.';
comment on column quickbooks.payment_method.type is 'Kind, in the words of QuickBooks. From Type.';
comment on column quickbooks.payment_method.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.payment_method.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.payment_method.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.payment_method._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.payment_method._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.tax_agency_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DisplayName') as display_name,
       quickbooks.as_text(record.payload -> 'TaxRegistrationNumber') as tax_registration_number,
       quickbooks.as_boolean(record.payload -> 'TaxTrackedOnSales') as tax_tracked_on_sales,
       quickbooks.as_boolean(record.payload -> 'TaxTrackedOnPurchases') as tax_tracked_on_purchases,
       quickbooks.as_date(record.payload -> 'LastFileDate') as last_file_date,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_tax_agencies
) as record;

create or replace view quickbooks.tax_agency as
select * from quickbooks.tax_agency_all where not _fivetran_deleted;
comment on view quickbooks.tax_agency is 'One row per QuickBooks TaxAgency.';
comment on column quickbooks.tax_agency.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.tax_agency.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.tax_agency.display_name is 'Name as shown in QuickBooks, unique among its kind. From DisplayName.';
comment on column quickbooks.tax_agency.tax_registration_number is 'Number of the registration for tax. From TaxRegistrationNumber.';
comment on column quickbooks.tax_agency.tax_tracked_on_sales is 'True where tax on sales is tracked. From TaxTrackedOnSales.';
comment on column quickbooks.tax_agency.tax_tracked_on_purchases is 'True where tax on purchases is tracked. From TaxTrackedOnPurchases.';
comment on column quickbooks.tax_agency.last_file_date is 'When the last return was filed. From LastFileDate.';
comment on column quickbooks.tax_agency.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.tax_agency.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.tax_agency._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.tax_agency._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.tax_code_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'Description') as description,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_boolean(record.payload -> 'Taxable') as taxable,
       quickbooks.as_boolean(record.payload -> 'TaxGroup') as tax_group,
       quickbooks.as_boolean(record.payload -> 'Hidden') as hidden,
       quickbooks.as_text(record.payload -> 'TaxCodeConfigType') as tax_code_config_type,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_tax_codes
) as record;

create or replace view quickbooks.tax_code as
select * from quickbooks.tax_code_all where not _fivetran_deleted;
comment on view quickbooks.tax_code is 'One row per QuickBooks TaxCode.';
comment on column quickbooks.tax_code.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.tax_code.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.tax_code.name is 'Name. From Name.';
comment on column quickbooks.tax_code.description is 'Description. From Description.';
comment on column quickbooks.tax_code.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.tax_code.taxable is 'True where sales tax applies. From Taxable.';
comment on column quickbooks.tax_code.tax_group is 'True for a group of rates. From TaxGroup.';
comment on column quickbooks.tax_code.hidden is 'True where QuickBooks does not show it. From Hidden.';
comment on column quickbooks.tax_code.tax_code_config_type is 'Who made the code: the system or a person. From TaxCodeConfigType.';
comment on column quickbooks.tax_code.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.tax_code.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.tax_code._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.tax_code._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.tax_code_sales_rate as
select record.id as tax_code_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value #> '{TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value -> 'TaxOrder') as tax_order,
       quickbooks.as_text(element.value -> 'TaxTypeApplicable') as applies_to,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{SalesTaxRateList,TaxRateDetail}') as elements
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_tax_codes
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.tax_code_sales_rate is 'One row per rate on sales of a QuickBooks TaxCode.';
comment on column quickbooks.tax_code_sales_rate.tax_code_id is 'The id of the row''s record, in quickbooks.tax_code.';
comment on column quickbooks.tax_code_sales_rate.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.tax_code_sales_rate.tax_rate_id is 'An id of quickbooks.tax_rate. From SalesTaxRateList.TaxRateDetail[].TaxRateRef.value.';
comment on column quickbooks.tax_code_sales_rate.tax_order is 'Which rate comes first. From SalesTaxRateList.TaxRateDetail[].TaxOrder.';
comment on column quickbooks.tax_code_sales_rate.applies_to is 'What the rate is on. From SalesTaxRateList.TaxRateDetail[].TaxTypeApplicable.';
comment on column quickbooks.tax_code_sales_rate._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.tax_code_purchase_rate as
select record.id as tax_code_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value #> '{TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value -> 'TaxOrder') as tax_order,
       quickbooks.as_text(element.value -> 'TaxTypeApplicable') as applies_to,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{PurchaseTaxRateList,TaxRateDetail}') as elements
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_tax_codes
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.tax_code_purchase_rate is 'One row per rate on purchases of a QuickBooks TaxCode.';
comment on column quickbooks.tax_code_purchase_rate.tax_code_id is 'The id of the row''s record, in quickbooks.tax_code.';
comment on column quickbooks.tax_code_purchase_rate.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.tax_code_purchase_rate.tax_rate_id is 'An id of quickbooks.tax_rate. From PurchaseTaxRateList.TaxRateDetail[].TaxRateRef.value.';
comment on column quickbooks.tax_code_purchase_rate.tax_order is 'Which rate comes first. From PurchaseTaxRateList.TaxRateDetail[].TaxOrder.';
comment on column quickbooks.tax_code_purchase_rate.applies_to is 'What the rate is on. From PurchaseTaxRateList.TaxRateDetail[].TaxTypeApplicable.';
comment on column quickbooks.tax_code_purchase_rate._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.tax_rate_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'Description') as description,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_numeric(record.payload -> 'RateValue') as rate_value,
       quickbooks.as_numeric(record.payload #> '{EffectiveTaxRate,0,RateValue}') as effective_tax_rate,
       quickbooks.as_text(record.payload #> '{AgencyRef,value}') as tax_agency_id,
       quickbooks.as_text(record.payload #> '{TaxReturnLineRef,value}') as tax_return_line_id,
       quickbooks.as_text(record.payload -> 'SpecialTaxType') as special_tax_type,
       quickbooks.as_text(record.payload -> 'DisplayType') as display_type,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_tax_rates
) as record;

create or replace view quickbooks.tax_rate as
select * from quickbooks.tax_rate_all where not _fivetran_deleted;
comment on view quickbooks.tax_rate is 'One row per QuickBooks TaxRate.';
comment on column quickbooks.tax_rate.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.tax_rate.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.tax_rate.name is 'Name. From Name.';
comment on column quickbooks.tax_rate.description is 'Description. From Description.';
comment on column quickbooks.tax_rate.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.tax_rate.rate_value is 'Rate in percent. From RateValue.';
comment on column quickbooks.tax_rate.effective_tax_rate is 'Rate in percent, as it was used. From EffectiveTaxRate[].RateValue.';
comment on column quickbooks.tax_rate.tax_agency_id is 'An id of quickbooks.tax_agency. From AgencyRef.value.';
comment on column quickbooks.tax_rate.tax_return_line_id is 'Line of the tax return, by its id in QuickBooks. From TaxReturnLineRef.value.';
comment on column quickbooks.tax_rate.special_tax_type is 'Kind of a special tax. From SpecialTaxType.';
comment on column quickbooks.tax_rate.display_type is 'How the tax is shown. From DisplayType.';
comment on column quickbooks.tax_rate.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.tax_rate.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.tax_rate._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.tax_rate._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.term_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_text(record.payload -> 'Type') as type,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_numeric(record.payload -> 'DueDays') as due_days,
       quickbooks.as_numeric(record.payload -> 'DiscountDays') as discount_days,
       quickbooks.as_numeric(record.payload -> 'DiscountPercent') as discount_percent,
       quickbooks.as_numeric(record.payload -> 'DayOfMonthDue') as day_of_month_due,
       quickbooks.as_numeric(record.payload -> 'DueNextMonthDays') as due_next_month_days,
       quickbooks.as_numeric(record.payload -> 'DiscountDayOfMonth') as discount_day_of_month,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_terms
) as record;

create or replace view quickbooks.term as
select * from quickbooks.term_all where not _fivetran_deleted;
comment on view quickbooks.term is 'One row per QuickBooks Term.';
comment on column quickbooks.term.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.term.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.term.name is 'Name. From Name.';
comment on column quickbooks.term.type is 'Kind, in the words of QuickBooks. From Type.';
comment on column quickbooks.term.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.term.due_days is 'Days until payment is due. From DueDays.';
comment on column quickbooks.term.discount_days is 'Days in which a discount is given. From DiscountDays.';
comment on column quickbooks.term.discount_percent is 'Discount in percent. From DiscountPercent.';
comment on column quickbooks.term.day_of_month_due is 'Day of the month on which payment is due. From DayOfMonthDue.';
comment on column quickbooks.term.due_next_month_days is 'Days before that day from which the next month counts. From DueNextMonthDays.';
comment on column quickbooks.term.discount_day_of_month is 'Day of the month until which a discount is given. From DiscountDayOfMonth.';
comment on column quickbooks.term.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.term.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.term._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.term._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.vendor_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DisplayName') as display_name,
       quickbooks.as_text(record.payload -> 'CompanyName') as company_name,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_text(record.payload -> 'Title') as title,
       quickbooks.as_text(record.payload -> 'GivenName') as given_name,
       quickbooks.as_text(record.payload -> 'MiddleName') as middle_name,
       quickbooks.as_text(record.payload -> 'FamilyName') as family_name,
       quickbooks.as_text(record.payload -> 'Suffix') as suffix,
       quickbooks.as_text(record.payload -> 'PrintOnCheckName') as print_on_check_name,
       quickbooks.as_text(record.payload #> '{PrimaryEmailAddr,Address}') as email,
       quickbooks.as_text(record.payload -> 'AcctNum') as account_number,
       quickbooks.as_text(record.payload #> '{PrimaryPhone,FreeFormNumber}') as primary_phone,
       quickbooks.as_text(record.payload #> '{Mobile,FreeFormNumber}') as mobile_phone,
       quickbooks.as_text(record.payload #> '{AlternatePhone,FreeFormNumber}') as alternate_phone,
       quickbooks.as_text(record.payload #> '{Fax,FreeFormNumber}') as fax_number,
       quickbooks.as_text(record.payload #> '{OtherContactInfo,0,Telephone,FreeFormNumber}') as other_contacts,
       quickbooks.as_text(record.payload #> '{WebAddr,URI}') as web_url,
       quickbooks.as_numeric(record.payload -> 'Balance') as balance,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_text(record.payload #> '{BillAddr,Id}') as billing_address_id,
       quickbooks.as_text(record.payload #> '{TermRef,value}') as term_id,
       quickbooks.as_boolean(record.payload -> 'Vendor1099') as vendor_1099,
       quickbooks.as_text(record.payload -> 'TaxIdentifier') as tax_identifier,
       quickbooks.as_numeric(record.payload -> 'BillRate') as bill_rate,
       quickbooks.as_text(record.payload -> 'BusinessNumber') as business_number,
       quickbooks.as_text(record.payload -> 'GSTIN') as gstin,
       quickbooks.as_text(record.payload -> 'GSTRegistrationType') as gst_registration_type,
       quickbooks.as_text(record.payload -> 'Source') as source,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_vendors
) as record;

create or replace view quickbooks.vendor as
select * from quickbooks.vendor_all where not _fivetran_deleted;
comment on view quickbooks.vendor is 'One row per QuickBooks Vendor.';
comment on column quickbooks.vendor.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.vendor.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.vendor.display_name is 'Name as shown in QuickBooks, unique among its kind. From DisplayName.';
comment on column quickbooks.vendor.company_name is 'Name of the company. From CompanyName.';
comment on column quickbooks.vendor.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.vendor.title is 'Form of address. From Title.';
comment on column quickbooks.vendor.given_name is 'Given name. From GivenName.';
comment on column quickbooks.vendor.middle_name is 'Middle name. From MiddleName.';
comment on column quickbooks.vendor.family_name is 'Family name. From FamilyName.';
comment on column quickbooks.vendor.suffix is 'What follows the name. From Suffix.';
comment on column quickbooks.vendor.print_on_check_name is 'Name for a printed check. From PrintOnCheckName.';
comment on column quickbooks.vendor.email is 'E-mail address. From PrimaryEmailAddr.Address.';
comment on column quickbooks.vendor.account_number is 'Number of the account. From AcctNum.';
comment on column quickbooks.vendor.primary_phone is 'Telephone. From PrimaryPhone.FreeFormNumber.';
comment on column quickbooks.vendor.mobile_phone is 'Mobile telephone. From Mobile.FreeFormNumber.';
comment on column quickbooks.vendor.alternate_phone is 'Second telephone. From AlternatePhone.FreeFormNumber.';
comment on column quickbooks.vendor.fax_number is 'Fax. From Fax.FreeFormNumber.';
comment on column quickbooks.vendor.other_contacts is 'Another way to reach it: the first. From OtherContactInfo[].Telephone.FreeFormNumber.';
comment on column quickbooks.vendor.web_url is 'Web site. From WebAddr.URI.';
comment on column quickbooks.vendor.balance is 'What is still open. From Balance.';
comment on column quickbooks.vendor.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.vendor.billing_address_id is 'An id of quickbooks.address: where the bill goes. From BillAddr.Id.';
comment on column quickbooks.vendor.term_id is 'An id of quickbooks.term. From TermRef.value.';
comment on column quickbooks.vendor.vendor_1099 is 'True for a contractor who gets form 1099. From Vendor1099.';
comment on column quickbooks.vendor.tax_identifier is 'Tax number, masked by QuickBooks. From TaxIdentifier.';
comment on column quickbooks.vendor.bill_rate is 'Price of an hour. From BillRate.';
comment on column quickbooks.vendor.business_number is 'Business number. From BusinessNumber.';
comment on column quickbooks.vendor.gstin is 'Tax number in India. From GSTIN.';
comment on column quickbooks.vendor.gst_registration_type is 'Kind of tax registration in India. From GSTRegistrationType.';
comment on column quickbooks.vendor.source is 'Where the record came from. From Source.';
comment on column quickbooks.vendor.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.vendor.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.vendor._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.vendor._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.budget_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'Name') as name,
       quickbooks.as_boolean(record.payload -> 'Active') as active,
       quickbooks.as_text(record.payload -> 'BudgetType') as budget_type,
       quickbooks.as_text(record.payload -> 'BudgetEntryType') as budget_entry_type,
       quickbooks.as_date(record.payload -> 'StartDate') as start_date,
       quickbooks.as_date(record.payload -> 'EndDate') as end_date,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_budgets
) as record;

create or replace view quickbooks.budget as
select * from quickbooks.budget_all where not _fivetran_deleted;
comment on view quickbooks.budget is 'One row per QuickBooks Budget.';
comment on column quickbooks.budget.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.budget.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.budget.name is 'Name. From Name.';
comment on column quickbooks.budget.active is 'False where the record was made inactive. From Active.';
comment on column quickbooks.budget.budget_type is 'Kind of budget. From BudgetType.';
comment on column quickbooks.budget.budget_entry_type is 'Monthly, Quarterly or Annually. From BudgetEntryType.';
comment on column quickbooks.budget.start_date is 'First day. From StartDate.';
comment on column quickbooks.budget.end_date is 'Last day. From EndDate.';
comment on column quickbooks.budget.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.budget.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.budget._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.budget._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.budget_detail as
select record.id as budget_id,
       (element.place - 1)::integer as index,
       quickbooks.as_date(element.value -> 'BudgetDate') as budget_date,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{AccountRef,value}') as account_id,
       quickbooks.as_text(element.value #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_text(element.value #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(element.value #> '{DepartmentRef,value}') as department_id,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'BudgetDetail') as elements
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_budgets
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.budget_detail is 'One row per amount of a period of a QuickBooks Budget.';
comment on column quickbooks.budget_detail.budget_id is 'The id of the row''s record, in quickbooks.budget.';
comment on column quickbooks.budget_detail.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.budget_detail.budget_date is 'First day of the month, quarter or year. From BudgetDetail[].BudgetDate.';
comment on column quickbooks.budget_detail.amount is 'Amount, in the currency of the transaction. From BudgetDetail[].Amount.';
comment on column quickbooks.budget_detail.account_id is 'An id of quickbooks.account. From BudgetDetail[].AccountRef.value.';
comment on column quickbooks.budget_detail.customer_id is 'An id of quickbooks.customer. From BudgetDetail[].CustomerRef.value.';
comment on column quickbooks.budget_detail.class_id is 'An id of quickbooks.class. From BudgetDetail[].ClassRef.value.';
comment on column quickbooks.budget_detail.department_id is 'An id of quickbooks.department. From BudgetDetail[].DepartmentRef.value.';
comment on column quickbooks.budget_detail._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.bill_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_date(record.payload -> 'DueDate') as due_date,
       quickbooks.as_text(record.payload #> '{VendorRef,value}') as vendor_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'Balance') as balance,
       quickbooks.as_numeric(record.payload -> 'HomeBalance') as home_balance,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload #> '{APAccountRef,value}') as payable_account_id,
       quickbooks.as_text(record.payload #> '{SalesTermRef,value}') as sales_term_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{VendorAddr,Id}') as vendor_address_id,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_bills
) as record;

create or replace view quickbooks.bill as
select * from quickbooks.bill_all where not _fivetran_deleted;
comment on view quickbooks.bill is 'One row per QuickBooks Bill.';
comment on column quickbooks.bill.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.bill.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.bill.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.bill.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.bill.due_date is 'When payment is due. From DueDate.';
comment on column quickbooks.bill.vendor_id is 'An id of quickbooks.vendor. From VendorRef.value.';
comment on column quickbooks.bill.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.bill.balance is 'What is still open. From Balance.';
comment on column quickbooks.bill.home_balance is 'What is still open, in the company''s currency. From HomeBalance.';
comment on column quickbooks.bill.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.bill.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.bill.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.bill.payable_account_id is 'An id of quickbooks.account. From APAccountRef.value.';
comment on column quickbooks.bill.sales_term_id is 'An id of quickbooks.term. From SalesTermRef.value.';
comment on column quickbooks.bill.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.bill.vendor_address_id is 'An id of quickbooks.address: of the vendor. From VendorAddr.Id.';
comment on column quickbooks.bill.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.bill.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.bill.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.bill.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.bill.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.bill.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.bill.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.bill._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.bill._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.bill_line as
select record.id as bill_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,AccountRef,value}') as account_expense_account_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,CustomerRef,value}') as account_expense_customer_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,ClassRef,value}') as account_expense_class_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,BillableStatus}') as account_expense_billable_status,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,TaxCodeRef,value}') as account_expense_tax_code_id,
       quickbooks.as_numeric(element.value #> '{AccountBasedExpenseLineDetail,TaxAmount}') as account_expense_tax_amount,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,ItemRef,value}') as item_expense_item_id,
       quickbooks.as_numeric(element.value #> '{ItemBasedExpenseLineDetail,Qty}') as item_expense_quantity,
       quickbooks.as_numeric(element.value #> '{ItemBasedExpenseLineDetail,UnitPrice}') as item_expense_unit_price,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,CustomerRef,value}') as item_expense_customer_id,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,ClassRef,value}') as item_expense_class_id,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,BillableStatus}') as item_expense_billable_status,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,TaxCodeRef,value}') as item_expense_tax_code_id,
       quickbooks.as_text(element.value #> '{ProjectRef,value}') as project_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_bills
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.bill_line is 'One row per line of a QuickBooks Bill.';
comment on column quickbooks.bill_line.bill_id is 'The id of the row''s record, in quickbooks.bill.';
comment on column quickbooks.bill_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.bill_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.bill_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.bill_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.bill_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.bill_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.bill_line.account_expense_account_id is 'An id of quickbooks.account. From Line[].AccountBasedExpenseLineDetail.AccountRef.value.';
comment on column quickbooks.bill_line.account_expense_customer_id is 'An id of quickbooks.customer. From Line[].AccountBasedExpenseLineDetail.CustomerRef.value.';
comment on column quickbooks.bill_line.account_expense_class_id is 'An id of quickbooks.class. From Line[].AccountBasedExpenseLineDetail.ClassRef.value.';
comment on column quickbooks.bill_line.account_expense_billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].AccountBasedExpenseLineDetail.BillableStatus.';
comment on column quickbooks.bill_line.account_expense_tax_code_id is 'An id of quickbooks.tax_code. From Line[].AccountBasedExpenseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.bill_line.account_expense_tax_amount is 'Tax of the line. From Line[].AccountBasedExpenseLineDetail.TaxAmount.';
comment on column quickbooks.bill_line.item_expense_item_id is 'An id of quickbooks.item. From Line[].ItemBasedExpenseLineDetail.ItemRef.value.';
comment on column quickbooks.bill_line.item_expense_quantity is 'How many were bought. From Line[].ItemBasedExpenseLineDetail.Qty.';
comment on column quickbooks.bill_line.item_expense_unit_price is 'Cost of one. From Line[].ItemBasedExpenseLineDetail.UnitPrice.';
comment on column quickbooks.bill_line.item_expense_customer_id is 'An id of quickbooks.customer. From Line[].ItemBasedExpenseLineDetail.CustomerRef.value.';
comment on column quickbooks.bill_line.item_expense_class_id is 'An id of quickbooks.class. From Line[].ItemBasedExpenseLineDetail.ClassRef.value.';
comment on column quickbooks.bill_line.item_expense_billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].ItemBasedExpenseLineDetail.BillableStatus.';
comment on column quickbooks.bill_line.item_expense_tax_code_id is 'An id of quickbooks.tax_code. From Line[].ItemBasedExpenseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.bill_line.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From Line[].ProjectRef.value.';
comment on column quickbooks.bill_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.bill_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.bill_tax_line_detail as
select record.id as bill_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_bills
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.bill_tax_line_detail is 'One row per line of tax of a QuickBooks Bill.';
comment on column quickbooks.bill_tax_line_detail.bill_id is 'The id of the row''s record, in quickbooks.bill.';
comment on column quickbooks.bill_tax_line_detail.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.bill_tax_line_detail.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.bill_tax_line_detail.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.bill_tax_line_detail.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.bill_tax_line_detail.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.bill_tax_line_detail.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.bill_tax_line_detail.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.bill_tax_line_detail.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.bill_tax_line_detail.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.bill_tax_line_detail._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.bill_tax_line_detail._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.bill_tax_line_detail.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.bill_linked_txn as
select record.id as bill_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'TxnId') as transaction_id,
       quickbooks.as_text(element.value -> 'TxnType') as transaction_type,
       quickbooks.as_text(element.value -> 'TxnLineId') as transaction_line_id,
       case when lower(element.value ->> 'TxnType') in ('billpayment', 'billpaymentcheck', 'billpaymentcreditcard') then quickbooks.as_text(element.value -> 'TxnId') end as bill_payment_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'LinkedTxn') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_bills
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.bill_linked_txn is 'One row per link to another transaction of a QuickBooks Bill.';
comment on column quickbooks.bill_linked_txn.bill_id is 'The id of the row''s record, in quickbooks.bill.';
comment on column quickbooks.bill_linked_txn.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.bill_linked_txn.transaction_id is 'Id of the linked transaction. From LinkedTxn[].TxnId.';
comment on column quickbooks.bill_linked_txn.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From LinkedTxn[].TxnType.';
comment on column quickbooks.bill_linked_txn.transaction_line_id is 'Line of the linked transaction. From LinkedTxn[].TxnLineId.';
comment on column quickbooks.bill_linked_txn.bill_payment_id is 'Id of the bill payment, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.bill_linked_txn._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.bill_linked_txn.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.bill_payment_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{VendorRef,value}') as vendor_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload -> 'PayType') as pay_type,
       quickbooks.as_text(record.payload #> '{CheckPayment,BankAccountRef,value}') as check_bank_account_id,
       quickbooks.as_text(record.payload #> '{CheckPayment,PrintStatus}') as check_print_status,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CCAccountRef,value}') as credit_card_account_id,
       quickbooks.as_text(record.payload #> '{APAccountRef,value}') as payable_account_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_boolean(record.payload -> 'ProcessBillPayment') as process_bill_payment,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_bill_payments
) as record;

create or replace view quickbooks.bill_payment as
select * from quickbooks.bill_payment_all where not _fivetran_deleted;
comment on view quickbooks.bill_payment is 'One row per QuickBooks BillPayment.';
comment on column quickbooks.bill_payment.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.bill_payment.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.bill_payment.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.bill_payment.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.bill_payment.vendor_id is 'An id of quickbooks.vendor. From VendorRef.value.';
comment on column quickbooks.bill_payment.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.bill_payment.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.bill_payment.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.bill_payment.pay_type is 'Check or CreditCard. From PayType.';
comment on column quickbooks.bill_payment.check_bank_account_id is 'An id of quickbooks.account. From CheckPayment.BankAccountRef.value.';
comment on column quickbooks.bill_payment.check_print_status is 'Whether the check was printed. From CheckPayment.PrintStatus.';
comment on column quickbooks.bill_payment.credit_card_account_id is 'An id of quickbooks.account. From CreditCardPayment.CCAccountRef.value.';
comment on column quickbooks.bill_payment.payable_account_id is 'An id of quickbooks.account. From APAccountRef.value.';
comment on column quickbooks.bill_payment.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.bill_payment.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.bill_payment.process_bill_payment is 'True where QuickBooks made the payment. From ProcessBillPayment.';
comment on column quickbooks.bill_payment.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.bill_payment.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.bill_payment.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.bill_payment._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.bill_payment._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.bill_payment_line as
select record.id as bill_payment_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') as transaction_id,
       quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnType}') as transaction_type,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('bill') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as bill_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('vendorcredit') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as vendor_credit_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('deposit') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as deposit_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('journalentry') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as journal_entry_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('billpayment', 'billpaymentcheck') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as linked_bill_payment_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('billpaymentcreditcard') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as bill_payment_credit_card_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('expense', 'purchase', 'cashpurchase') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as expense_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('check') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as check_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('creditcardcharge', 'apcreditcard') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as credit_card_charge_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('creditcardcredit') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as credit_card_credit_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_bill_payments
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.bill_payment_line is 'One row per line of a QuickBooks BillPayment.';
comment on column quickbooks.bill_payment_line.bill_payment_id is 'The id of the row''s record, in quickbooks.bill_payment.';
comment on column quickbooks.bill_payment_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.bill_payment_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.bill_payment_line.transaction_id is 'Id of the linked transaction. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From Line[].LinkedTxn[].TxnType.';
comment on column quickbooks.bill_payment_line.bill_id is 'Id of the bill, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.vendor_credit_id is 'Id of the vendor credit, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.deposit_id is 'Id of the id, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.journal_entry_id is 'Id of the journal entry, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.linked_bill_payment_id is 'Id of the bill payment, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.bill_payment_credit_card_id is 'Id of the bill payment credit card, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.expense_id is 'Id of the expense, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.check_id is 'Id of the check, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.credit_card_charge_id is 'Id of the credit card charge, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line.credit_card_credit_id is 'Id of the credit card credit, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.bill_payment_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.bill_payment_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.credit_card_payment_txn_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_numeric(record.payload -> 'Amount') as amount,
       quickbooks.as_text(record.payload #> '{BankAccountRef,value}') as bank_account_id,
       quickbooks.as_text(record.payload #> '{CreditCardAccountRef,value}') as credit_card_account_id,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload #> '{VendorRef,value}') as vendor_id,
       quickbooks.as_text(record.payload #> '{CheckPayment,CheckNum}') as check_number,
       quickbooks.as_text(record.payload -> 'PrintStatus') as print_status,
       quickbooks.as_text(record.payload -> 'Memo') as memo,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_credit_card_payments
) as record;

create or replace view quickbooks.credit_card_payment_txn as
select * from quickbooks.credit_card_payment_txn_all where not _fivetran_deleted;
comment on view quickbooks.credit_card_payment_txn is 'One row per QuickBooks CreditCardPayment.';
comment on column quickbooks.credit_card_payment_txn.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.credit_card_payment_txn.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.credit_card_payment_txn.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.credit_card_payment_txn.amount is 'Amount, in the currency of the transaction. From Amount.';
comment on column quickbooks.credit_card_payment_txn.bank_account_id is 'An id of quickbooks.account. From BankAccountRef.value.';
comment on column quickbooks.credit_card_payment_txn.credit_card_account_id is 'An id of quickbooks.account. From CreditCardAccountRef.value.';
comment on column quickbooks.credit_card_payment_txn.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.credit_card_payment_txn.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.credit_card_payment_txn.vendor_id is 'An id of quickbooks.vendor. From VendorRef.value.';
comment on column quickbooks.credit_card_payment_txn.check_number is 'Number of the check. From CheckPayment.CheckNum.';
comment on column quickbooks.credit_card_payment_txn.print_status is 'NotSet, NeedToPrint or PrintComplete. From PrintStatus.';
comment on column quickbooks.credit_card_payment_txn.memo is 'Message to the other side. From Memo.';
comment on column quickbooks.credit_card_payment_txn.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.credit_card_payment_txn.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.credit_card_payment_txn.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.credit_card_payment_txn._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.credit_card_payment_txn._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.credit_memo_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'Balance') as balance,
       quickbooks.as_numeric(record.payload -> 'RemainingCredit') as remaining_credit,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_numeric(record.payload -> 'HomeTotalAmt') as home_total_amount,
       quickbooks.as_numeric(record.payload -> 'HomeBalance') as home_balance,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{ProjectRef,value}') as project_id,
       quickbooks.as_text(record.payload #> '{SalesTermRef,value}') as sales_term_id,
       quickbooks.as_text(record.payload #> '{PaymentMethodRef,value}') as payment_method_id,
       quickbooks.as_text(record.payload #> '{BillAddr,Id}') as billing_address_id,
       quickbooks.as_text(record.payload #> '{ShipAddr,Id}') as shipping_address_id,
       quickbooks.as_text(record.payload #> '{ShipFromAddr,Id}') as ship_from_address_id,
       quickbooks.as_boolean(record.payload -> 'FreeFormAddress') as free_form_address,
       quickbooks.as_text(record.payload #> '{BillEmail,Address}') as bill_email,
       quickbooks.as_text(record.payload #> '{CustomerMemo,value}') as customer_memo,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload -> 'EmailStatus') as email_status,
       quickbooks.as_text(record.payload -> 'PrintStatus') as print_status,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_boolean(record.payload -> 'ApplyTaxAfterDiscount') as apply_tax_after_discount,
       quickbooks.as_text(record.payload #> '{TaxExemptionRef,value}') as tax_exemption_id,
       quickbooks.as_text(record.payload -> 'TxnSource') as transaction_source,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_credit_memos
) as record;

create or replace view quickbooks.credit_memo as
select * from quickbooks.credit_memo_all where not _fivetran_deleted;
comment on view quickbooks.credit_memo is 'One row per QuickBooks CreditMemo.';
comment on column quickbooks.credit_memo.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.credit_memo.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.credit_memo.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.credit_memo.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.credit_memo.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.credit_memo.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.credit_memo.balance is 'What is still open. From Balance.';
comment on column quickbooks.credit_memo.remaining_credit is 'Credit that was not used yet. From RemainingCredit.';
comment on column quickbooks.credit_memo.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.credit_memo.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.credit_memo.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.credit_memo.home_total_amount is 'Total in the company''s currency. From HomeTotalAmt.';
comment on column quickbooks.credit_memo.home_balance is 'What is still open, in the company''s currency. From HomeBalance.';
comment on column quickbooks.credit_memo.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.credit_memo.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.credit_memo.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From ProjectRef.value.';
comment on column quickbooks.credit_memo.sales_term_id is 'An id of quickbooks.term. From SalesTermRef.value.';
comment on column quickbooks.credit_memo.payment_method_id is 'An id of quickbooks.payment_method. From PaymentMethodRef.value.';
comment on column quickbooks.credit_memo.billing_address_id is 'An id of quickbooks.address: where the bill goes. From BillAddr.Id.';
comment on column quickbooks.credit_memo.shipping_address_id is 'An id of quickbooks.address: where the goods go. From ShipAddr.Id.';
comment on column quickbooks.credit_memo.ship_from_address_id is 'An id of quickbooks.address: where the goods come from. From ShipFromAddr.Id.';
comment on column quickbooks.credit_memo.free_form_address is 'True where the address is written as free text. From FreeFormAddress.';
comment on column quickbooks.credit_memo.bill_email is 'E-mail address for the form. From BillEmail.Address.';
comment on column quickbooks.credit_memo.customer_memo is 'Message to the customer. From CustomerMemo.value.';
comment on column quickbooks.credit_memo.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.credit_memo.email_status is 'NotSet, NeedToSend or EmailSent. From EmailStatus.';
comment on column quickbooks.credit_memo.print_status is 'NotSet, NeedToPrint or PrintComplete. From PrintStatus.';
comment on column quickbooks.credit_memo.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.credit_memo.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.credit_memo.apply_tax_after_discount is 'True where tax is on the amount after the discount. From ApplyTaxAfterDiscount.';
comment on column quickbooks.credit_memo.tax_exemption_id is 'Reason for an exemption from tax, by its id in QuickBooks. From TaxExemptionRef.value.';
comment on column quickbooks.credit_memo.transaction_source is 'What made the transaction. From TxnSource.';
comment on column quickbooks.credit_memo.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.credit_memo.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.credit_memo.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.credit_memo.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.credit_memo._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.credit_memo._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.credit_memo_line as
select record.id as credit_memo_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as sales_item_unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as sales_item_class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as sales_item_service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as sales_item_discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as sales_item_discount_amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxClassificationRef,value}') as sales_item_tax_classification_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,DiscountAccountRef,value}') as discount_account_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,ClassRef,value}') as discount_class_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,TaxCodeRef,value}') as discount_tax_code_id,
       quickbooks.as_boolean(element.value #> '{DiscountLineDetail,PercentBased}') as discount_percent_based,
       quickbooks.as_numeric(element.value #> '{DiscountLineDetail,DiscountPercent}') as discount_discount_percent,
       quickbooks.as_text(element.value #> '{GroupLineDetail,GroupItemRef,value}') as bundle_id,
       quickbooks.as_numeric(element.value #> '{GroupLineDetail,Quantity}') as bundle_quantity,
       quickbooks.as_date(element.value #> '{DescriptionLineDetail,ServiceDate}') as description_service_date,
       quickbooks.as_text(element.value #> '{DescriptionLineDetail,TaxCodeRef,value}') as description_tax_code_id,
       quickbooks.as_text(element.value #> '{SubTotalLineDetail,ItemRef,value}') as sub_total_item_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_credit_memos
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.credit_memo_line is 'One row per line of a QuickBooks CreditMemo.';
comment on column quickbooks.credit_memo_line.credit_memo_id is 'The id of the row''s record, in quickbooks.credit_memo.';
comment on column quickbooks.credit_memo_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.credit_memo_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.credit_memo_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.credit_memo_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.credit_memo_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.credit_memo_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.credit_memo_line.sales_item_item_id is 'An id of quickbooks.item. From Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.credit_memo_line.sales_item_quantity is 'How many were sold. From Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.credit_memo_line.sales_item_unit_price is 'Price of one. From Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.credit_memo_line.sales_item_account_id is 'An id of quickbooks.account. From Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.credit_memo_line.sales_item_class_id is 'An id of quickbooks.class. From Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.credit_memo_line.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.credit_memo_line.sales_item_service_date is 'When the service was given. From Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.credit_memo_line.sales_item_discount_rate is 'Discount of the line in percent. From Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.credit_memo_line.sales_item_discount_amount is 'Discount of the line. From Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.credit_memo_line.sales_item_tax_classification_id is 'Tax classification, by its id in QuickBooks. From Line[].SalesItemLineDetail.TaxClassificationRef.value.';
comment on column quickbooks.credit_memo_line.discount_account_id is 'An id of quickbooks.account. From Line[].DiscountLineDetail.DiscountAccountRef.value.';
comment on column quickbooks.credit_memo_line.discount_class_id is 'An id of quickbooks.class. From Line[].DiscountLineDetail.ClassRef.value.';
comment on column quickbooks.credit_memo_line.discount_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DiscountLineDetail.TaxCodeRef.value.';
comment on column quickbooks.credit_memo_line.discount_percent_based is 'True where the discount is a percentage. From Line[].DiscountLineDetail.PercentBased.';
comment on column quickbooks.credit_memo_line.discount_discount_percent is 'Discount in percent. From Line[].DiscountLineDetail.DiscountPercent.';
comment on column quickbooks.credit_memo_line.bundle_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.GroupItemRef.value.';
comment on column quickbooks.credit_memo_line.bundle_quantity is 'How many bundles were sold. From Line[].GroupLineDetail.Quantity.';
comment on column quickbooks.credit_memo_line.description_service_date is 'Date of a line that only describes. From Line[].DescriptionLineDetail.ServiceDate.';
comment on column quickbooks.credit_memo_line.description_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DescriptionLineDetail.TaxCodeRef.value.';
comment on column quickbooks.credit_memo_line.sub_total_item_id is 'An id of quickbooks.item. From Line[].SubTotalLineDetail.ItemRef.value.';
comment on column quickbooks.credit_memo_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.credit_memo_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.credit_memo_line_bundle as
select record.id as credit_memo_id,
       (element.place - 1)::integer as index,
       (holder.place - 1)::integer as credit_memo_line_index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_text(element.value -> 'LineNum') as line_num,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as discount_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_credit_memos
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as holder (value, place)
cross join lateral jsonb_array_elements(quickbooks.as_array(holder.value #> '{GroupLineDetail,Line}')) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.credit_memo_line_bundle is 'One row per line inside of a bundle of a QuickBooks CreditMemo.';
comment on column quickbooks.credit_memo_line_bundle.credit_memo_id is 'The id of the row''s record, in quickbooks.credit_memo.';
comment on column quickbooks.credit_memo_line_bundle.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.credit_memo_line_bundle.credit_memo_line_index is 'Place of the line that holds it, from 0.';
comment on column quickbooks.credit_memo_line_bundle.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].GroupLineDetail.Line[].Id.';
comment on column quickbooks.credit_memo_line_bundle.line_num is 'The line''s number in QuickBooks. From Line[].GroupLineDetail.Line[].LineNum.';
comment on column quickbooks.credit_memo_line_bundle.description is 'Description. From Line[].GroupLineDetail.Line[].Description.';
comment on column quickbooks.credit_memo_line_bundle.amount is 'Amount, in the currency of the transaction. From Line[].GroupLineDetail.Line[].Amount.';
comment on column quickbooks.credit_memo_line_bundle.sales_item_item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.credit_memo_line_bundle.sales_item_quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.credit_memo_line_bundle.sales_item_account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.credit_memo_line_bundle.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.credit_memo_line_bundle.item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.credit_memo_line_bundle.quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.credit_memo_line_bundle.unit_price is 'Price of one. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.credit_memo_line_bundle.account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.credit_memo_line_bundle.class_id is 'An id of quickbooks.class. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.credit_memo_line_bundle.tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.credit_memo_line_bundle.service_date is 'When the service was given. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.credit_memo_line_bundle.discount_rate is 'Discount of the line in percent. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.credit_memo_line_bundle.discount_amount is 'Discount of the line. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.credit_memo_line_bundle.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].GroupLineDetail.Line[].DetailType.';
comment on column quickbooks.credit_memo_line_bundle._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.credit_memo_line_bundle.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.credit_memo_tax_line_detail as
select record.id as credit_memo_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_credit_memos
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.credit_memo_tax_line_detail is 'One row per line of tax of a QuickBooks CreditMemo.';
comment on column quickbooks.credit_memo_tax_line_detail.credit_memo_id is 'The id of the row''s record, in quickbooks.credit_memo.';
comment on column quickbooks.credit_memo_tax_line_detail.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.credit_memo_tax_line_detail.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.credit_memo_tax_line_detail.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.credit_memo_tax_line_detail.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.credit_memo_tax_line_detail.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.credit_memo_tax_line_detail.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.credit_memo_tax_line_detail.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.credit_memo_tax_line_detail.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.credit_memo_tax_line_detail.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.credit_memo_tax_line_detail._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.credit_memo_tax_line_detail._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.credit_memo_tax_line_detail.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.deposit_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{DepositToAccountRef,value}') as account_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'HomeTotalAmt') as home_total_amount,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{CashBack,AccountRef,value}') as cash_back_account_id,
       quickbooks.as_numeric(record.payload #> '{CashBack,Amount}') as cash_back_amount,
       quickbooks.as_text(record.payload #> '{CashBack,Memo}') as cash_back_memo,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload -> 'TxnStatus') as transaction_status,
       quickbooks.as_text(record.payload -> 'TxnSource') as transaction_source,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_deposits
) as record;

create or replace view quickbooks.deposit as
select * from quickbooks.deposit_all where not _fivetran_deleted;
comment on view quickbooks.deposit is 'One row per QuickBooks Deposit.';
comment on column quickbooks.deposit.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.deposit.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.deposit.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.deposit.account_id is 'An id of quickbooks.account. From DepositToAccountRef.value.';
comment on column quickbooks.deposit.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.deposit.home_total_amount is 'Total in the company''s currency. From HomeTotalAmt.';
comment on column quickbooks.deposit.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.deposit.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.deposit.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.deposit.cash_back_account_id is 'An id of quickbooks.account. From CashBack.AccountRef.value.';
comment on column quickbooks.deposit.cash_back_amount is 'Cash taken out of the deposit. From CashBack.Amount.';
comment on column quickbooks.deposit.cash_back_memo is 'Note on the cash taken out. From CashBack.Memo.';
comment on column quickbooks.deposit.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.deposit.transaction_status is 'State: Pending, Accepted, Closed or Rejected. From TxnStatus.';
comment on column quickbooks.deposit.transaction_source is 'What made the transaction. From TxnSource.';
comment on column quickbooks.deposit.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.deposit.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.deposit.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.deposit.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.deposit._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.deposit._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.deposit_line as
select record.id as deposit_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{DepositLineDetail,AccountRef,value}') as deposit_account_id,
       quickbooks.as_text(element.value #> '{DepositLineDetail,ClassRef,value}') as deposit_class_id,
       case when lower(element.value #>> '{DepositLineDetail,Entity,type}') in ('customer') then quickbooks.as_text(element.value #> '{DepositLineDetail,Entity,value}') end as deposit_customer_id,
       case when lower(element.value #>> '{DepositLineDetail,Entity,type}') in ('vendor') then quickbooks.as_text(element.value #> '{DepositLineDetail,Entity,value}') end as deposit_vendor_id,
       case when lower(element.value #>> '{DepositLineDetail,Entity,type}') in ('employee') then quickbooks.as_text(element.value #> '{DepositLineDetail,Entity,value}') end as deposit_employee_id,
       quickbooks.as_text(element.value #> '{DepositLineDetail,PaymentMethodRef,value}') as deposit_payment_method_id,
       quickbooks.as_text(element.value #> '{DepositLineDetail,CheckNum}') as deposit_check_number,
       quickbooks.as_text(element.value #> '{DepositLineDetail,TaxCodeRef,value}') as deposit_tax_code_id,
       quickbooks.as_text(element.value #> '{DepositLineDetail,TaxApplicableOn}') as deposit_tax_applicable_on,
       quickbooks.as_text(element.value #> '{DepositLineDetail,TxnType}') as deposit_transaction_type,
       quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') as transaction_id,
       quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnType}') as transaction_type,
       quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnLineId}') as transaction_line_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('payment', 'receivepayment') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as payment_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('salesreceipt') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as sales_receipt_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('refundreceipt') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as refund_receipt_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('invoice') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as invoice_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('bill') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as bill_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('journalentry') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as journal_entry_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('transfer') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as transfer_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('vendorcredit') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as vendor_credit_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('purchase', 'apcreditcard', 'cashpurchase', 'check') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as purchase_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_deposits
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.deposit_line is 'One row per line of a QuickBooks Deposit.';
comment on column quickbooks.deposit_line.deposit_id is 'The id of the row''s record, in quickbooks.deposit.';
comment on column quickbooks.deposit_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.deposit_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.deposit_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.deposit_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.deposit_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.deposit_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.deposit_line.deposit_account_id is 'An id of quickbooks.account. From Line[].DepositLineDetail.AccountRef.value.';
comment on column quickbooks.deposit_line.deposit_class_id is 'An id of quickbooks.class. From Line[].DepositLineDetail.ClassRef.value.';
comment on column quickbooks.deposit_line.deposit_customer_id is 'Id of the customer, where DepositLineDetail.Entity.type says that it is one. From Line[].DepositLineDetail.Entity.value.';
comment on column quickbooks.deposit_line.deposit_vendor_id is 'Id of the vendor, where DepositLineDetail.Entity.type says that it is one. From Line[].DepositLineDetail.Entity.value.';
comment on column quickbooks.deposit_line.deposit_employee_id is 'Id of the employee, where DepositLineDetail.Entity.type says that it is one. From Line[].DepositLineDetail.Entity.value.';
comment on column quickbooks.deposit_line.deposit_payment_method_id is 'An id of quickbooks.payment_method. From Line[].DepositLineDetail.PaymentMethodRef.value.';
comment on column quickbooks.deposit_line.deposit_check_number is 'Number of the check. From Line[].DepositLineDetail.CheckNum.';
comment on column quickbooks.deposit_line.deposit_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DepositLineDetail.TaxCodeRef.value.';
comment on column quickbooks.deposit_line.deposit_tax_applicable_on is 'Sales or Purchase. From Line[].DepositLineDetail.TaxApplicableOn.';
comment on column quickbooks.deposit_line.deposit_transaction_type is 'Kind of the deposited transaction. From Line[].DepositLineDetail.TxnType.';
comment on column quickbooks.deposit_line.transaction_id is 'Id of the linked transaction. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From Line[].LinkedTxn[].TxnType.';
comment on column quickbooks.deposit_line.transaction_line_id is 'Line of the linked transaction. From Line[].LinkedTxn[].TxnLineId.';
comment on column quickbooks.deposit_line.payment_id is 'Id of the payment, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.sales_receipt_id is 'Id of the sales receipt, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.refund_receipt_id is 'Id of the refund receipt, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.invoice_id is 'Id of the invoice, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.bill_id is 'Id of the bill, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.journal_entry_id is 'Id of the journal entry, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.transfer_id is 'Id of the transfer, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.vendor_credit_id is 'Id of the vendor credit, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line.purchase_id is 'Id of the purchase, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.deposit_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.deposit_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.deposit_tax_line_detail as
select record.id as deposit_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_deposits
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.deposit_tax_line_detail is 'One row per line of tax of a QuickBooks Deposit.';
comment on column quickbooks.deposit_tax_line_detail.deposit_id is 'The id of the row''s record, in quickbooks.deposit.';
comment on column quickbooks.deposit_tax_line_detail.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.deposit_tax_line_detail.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.deposit_tax_line_detail.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.deposit_tax_line_detail.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.deposit_tax_line_detail.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.deposit_tax_line_detail.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.deposit_tax_line_detail.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.deposit_tax_line_detail.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.deposit_tax_line_detail.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.deposit_tax_line_detail._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.deposit_tax_line_detail._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.deposit_tax_line_detail.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.estimate_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload -> 'TxnStatus') as transaction_status,
       quickbooks.as_date(record.payload -> 'ExpirationDate') as expiration_date,
       quickbooks.as_date(record.payload -> 'DueDate') as due_date,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_numeric(record.payload -> 'HomeTotalAmt') as home_total_amount,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{ProjectRef,value}') as project_id,
       quickbooks.as_text(record.payload #> '{SalesTermRef,value}') as sales_term_id,
       quickbooks.as_text(record.payload -> 'AcceptedBy') as accepted_by,
       quickbooks.as_date(record.payload -> 'AcceptedDate') as accepted_date,
       quickbooks.as_date(record.payload -> 'ShipDate') as ship_date,
       quickbooks.as_text(record.payload #> '{ShipMethodRef,value}') as ship_method_id,
       quickbooks.as_text(record.payload #> '{DeliveryInfo,DeliveryType}') as delivery_type,
       quickbooks.as_timestamptz(record.payload #> '{DeliveryInfo,DeliveryTime}') as delivery_time,
       quickbooks.as_text(record.payload #> '{BillAddr,Id}') as billing_address_id,
       quickbooks.as_text(record.payload #> '{ShipAddr,Id}') as shipping_address_id,
       quickbooks.as_text(record.payload #> '{ShipFromAddr,Id}') as ship_from_address_id,
       quickbooks.as_boolean(record.payload -> 'FreeFormAddress') as free_form_address,
       quickbooks.as_text(record.payload #> '{BillEmail,Address}') as bill_email,
       quickbooks.as_text(record.payload #> '{CustomerMemo,value}') as customer_memo,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload -> 'EmailStatus') as email_status,
       quickbooks.as_text(record.payload -> 'PrintStatus') as print_status,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_boolean(record.payload -> 'ApplyTaxAfterDiscount') as apply_tax_after_discount,
       quickbooks.as_text(record.payload #> '{TaxExemptionRef,value}') as tax_exemption_id,
       quickbooks.as_text(record.payload -> 'TxnSource') as transaction_source,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_estimates
) as record;

create or replace view quickbooks.estimate as
select * from quickbooks.estimate_all where not _fivetran_deleted;
comment on view quickbooks.estimate is 'One row per QuickBooks Estimate.';
comment on column quickbooks.estimate.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.estimate.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.estimate.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.estimate.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.estimate.transaction_status is 'State: Pending, Accepted, Closed or Rejected. From TxnStatus.';
comment on column quickbooks.estimate.expiration_date is 'Until when the estimate holds. From ExpirationDate.';
comment on column quickbooks.estimate.due_date is 'When payment is due. From DueDate.';
comment on column quickbooks.estimate.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.estimate.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.estimate.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.estimate.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.estimate.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.estimate.home_total_amount is 'Total in the company''s currency. From HomeTotalAmt.';
comment on column quickbooks.estimate.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.estimate.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.estimate.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From ProjectRef.value.';
comment on column quickbooks.estimate.sales_term_id is 'An id of quickbooks.term. From SalesTermRef.value.';
comment on column quickbooks.estimate.accepted_by is 'Who accepted the estimate. From AcceptedBy.';
comment on column quickbooks.estimate.accepted_date is 'When the estimate was accepted. From AcceptedDate.';
comment on column quickbooks.estimate.ship_date is 'When the goods were sent. From ShipDate.';
comment on column quickbooks.estimate.ship_method_id is 'How the goods were sent. From ShipMethodRef.value.';
comment on column quickbooks.estimate.delivery_type is 'How the form was sent. From DeliveryInfo.DeliveryType.';
comment on column quickbooks.estimate.delivery_time is 'When the form was sent. From DeliveryInfo.DeliveryTime.';
comment on column quickbooks.estimate.billing_address_id is 'An id of quickbooks.address: where the bill goes. From BillAddr.Id.';
comment on column quickbooks.estimate.shipping_address_id is 'An id of quickbooks.address: where the goods go. From ShipAddr.Id.';
comment on column quickbooks.estimate.ship_from_address_id is 'An id of quickbooks.address: where the goods come from. From ShipFromAddr.Id.';
comment on column quickbooks.estimate.free_form_address is 'True where the address is written as free text. From FreeFormAddress.';
comment on column quickbooks.estimate.bill_email is 'E-mail address for the form. From BillEmail.Address.';
comment on column quickbooks.estimate.customer_memo is 'Message to the customer. From CustomerMemo.value.';
comment on column quickbooks.estimate.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.estimate.email_status is 'NotSet, NeedToSend or EmailSent. From EmailStatus.';
comment on column quickbooks.estimate.print_status is 'NotSet, NeedToPrint or PrintComplete. From PrintStatus.';
comment on column quickbooks.estimate.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.estimate.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.estimate.apply_tax_after_discount is 'True where tax is on the amount after the discount. From ApplyTaxAfterDiscount.';
comment on column quickbooks.estimate.tax_exemption_id is 'Reason for an exemption from tax, by its id in QuickBooks. From TaxExemptionRef.value.';
comment on column quickbooks.estimate.transaction_source is 'What made the transaction. From TxnSource.';
comment on column quickbooks.estimate.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.estimate.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.estimate.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.estimate.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.estimate._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.estimate._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.estimate_line as
select record.id as estimate_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as sales_item_unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as sales_item_class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as sales_item_service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as sales_item_discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as sales_item_discount_amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxClassificationRef,value}') as sales_item_tax_classification_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,DiscountAccountRef,value}') as discount_account_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,ClassRef,value}') as discount_class_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,TaxCodeRef,value}') as discount_tax_code_id,
       quickbooks.as_boolean(element.value #> '{DiscountLineDetail,PercentBased}') as discount_percent_based,
       quickbooks.as_numeric(element.value #> '{DiscountLineDetail,DiscountPercent}') as discount_discount_percent,
       quickbooks.as_text(element.value #> '{GroupLineDetail,GroupItemRef,value}') as bundle_id,
       quickbooks.as_numeric(element.value #> '{GroupLineDetail,Quantity}') as bundle_quantity,
       quickbooks.as_date(element.value #> '{DescriptionLineDetail,ServiceDate}') as description_service_date,
       quickbooks.as_text(element.value #> '{DescriptionLineDetail,TaxCodeRef,value}') as description_tax_code_id,
       quickbooks.as_text(element.value #> '{SubTotalLineDetail,ItemRef,value}') as sub_total_item_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_estimates
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.estimate_line is 'One row per line of a QuickBooks Estimate.';
comment on column quickbooks.estimate_line.estimate_id is 'The id of the row''s record, in quickbooks.estimate.';
comment on column quickbooks.estimate_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.estimate_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.estimate_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.estimate_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.estimate_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.estimate_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.estimate_line.sales_item_item_id is 'An id of quickbooks.item. From Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.estimate_line.sales_item_quantity is 'How many were sold. From Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.estimate_line.sales_item_unit_price is 'Price of one. From Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.estimate_line.sales_item_account_id is 'An id of quickbooks.account. From Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.estimate_line.sales_item_class_id is 'An id of quickbooks.class. From Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.estimate_line.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.estimate_line.sales_item_service_date is 'When the service was given. From Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.estimate_line.sales_item_discount_rate is 'Discount of the line in percent. From Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.estimate_line.sales_item_discount_amount is 'Discount of the line. From Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.estimate_line.sales_item_tax_classification_id is 'Tax classification, by its id in QuickBooks. From Line[].SalesItemLineDetail.TaxClassificationRef.value.';
comment on column quickbooks.estimate_line.discount_account_id is 'An id of quickbooks.account. From Line[].DiscountLineDetail.DiscountAccountRef.value.';
comment on column quickbooks.estimate_line.discount_class_id is 'An id of quickbooks.class. From Line[].DiscountLineDetail.ClassRef.value.';
comment on column quickbooks.estimate_line.discount_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DiscountLineDetail.TaxCodeRef.value.';
comment on column quickbooks.estimate_line.discount_percent_based is 'True where the discount is a percentage. From Line[].DiscountLineDetail.PercentBased.';
comment on column quickbooks.estimate_line.discount_discount_percent is 'Discount in percent. From Line[].DiscountLineDetail.DiscountPercent.';
comment on column quickbooks.estimate_line.bundle_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.GroupItemRef.value.';
comment on column quickbooks.estimate_line.bundle_quantity is 'How many bundles were sold. From Line[].GroupLineDetail.Quantity.';
comment on column quickbooks.estimate_line.description_service_date is 'Date of a line that only describes. From Line[].DescriptionLineDetail.ServiceDate.';
comment on column quickbooks.estimate_line.description_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DescriptionLineDetail.TaxCodeRef.value.';
comment on column quickbooks.estimate_line.sub_total_item_id is 'An id of quickbooks.item. From Line[].SubTotalLineDetail.ItemRef.value.';
comment on column quickbooks.estimate_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.estimate_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.estimate_line_bundle as
select record.id as estimate_id,
       (element.place - 1)::integer as index,
       (holder.place - 1)::integer as estimate_line_index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_text(element.value -> 'LineNum') as line_num,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as discount_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_estimates
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as holder (value, place)
cross join lateral jsonb_array_elements(quickbooks.as_array(holder.value #> '{GroupLineDetail,Line}')) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.estimate_line_bundle is 'One row per line inside of a bundle of a QuickBooks Estimate.';
comment on column quickbooks.estimate_line_bundle.estimate_id is 'The id of the row''s record, in quickbooks.estimate.';
comment on column quickbooks.estimate_line_bundle.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.estimate_line_bundle.estimate_line_index is 'Place of the line that holds it, from 0.';
comment on column quickbooks.estimate_line_bundle.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].GroupLineDetail.Line[].Id.';
comment on column quickbooks.estimate_line_bundle.line_num is 'The line''s number in QuickBooks. From Line[].GroupLineDetail.Line[].LineNum.';
comment on column quickbooks.estimate_line_bundle.description is 'Description. From Line[].GroupLineDetail.Line[].Description.';
comment on column quickbooks.estimate_line_bundle.amount is 'Amount, in the currency of the transaction. From Line[].GroupLineDetail.Line[].Amount.';
comment on column quickbooks.estimate_line_bundle.sales_item_item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.estimate_line_bundle.sales_item_quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.estimate_line_bundle.sales_item_account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.estimate_line_bundle.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.estimate_line_bundle.item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.estimate_line_bundle.quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.estimate_line_bundle.unit_price is 'Price of one. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.estimate_line_bundle.account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.estimate_line_bundle.class_id is 'An id of quickbooks.class. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.estimate_line_bundle.tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.estimate_line_bundle.service_date is 'When the service was given. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.estimate_line_bundle.discount_rate is 'Discount of the line in percent. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.estimate_line_bundle.discount_amount is 'Discount of the line. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.estimate_line_bundle.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].GroupLineDetail.Line[].DetailType.';
comment on column quickbooks.estimate_line_bundle._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.estimate_line_bundle.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.estimate_tax_line as
select record.id as estimate_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_estimates
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.estimate_tax_line is 'One row per line of tax of a QuickBooks Estimate.';
comment on column quickbooks.estimate_tax_line.estimate_id is 'The id of the row''s record, in quickbooks.estimate.';
comment on column quickbooks.estimate_tax_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.estimate_tax_line.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.estimate_tax_line.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.estimate_tax_line.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.estimate_tax_line.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.estimate_tax_line.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.estimate_tax_line.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.estimate_tax_line.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.estimate_tax_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.estimate_tax_line._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.estimate_tax_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.estimate_tax_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.estimate_linked_txn as
select record.id as estimate_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'TxnId') as transaction_id,
       quickbooks.as_text(element.value -> 'TxnType') as transaction_type,
       case when lower(element.value ->> 'TxnType') in ('invoice') then quickbooks.as_text(element.value -> 'TxnId') end as invoice_id,
       case when lower(element.value ->> 'TxnType') in ('purchaseorder') then quickbooks.as_text(element.value -> 'TxnId') end as purchase_order_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'LinkedTxn') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_estimates
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.estimate_linked_txn is 'One row per link to another transaction of a QuickBooks Estimate.';
comment on column quickbooks.estimate_linked_txn.estimate_id is 'The id of the row''s record, in quickbooks.estimate.';
comment on column quickbooks.estimate_linked_txn.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.estimate_linked_txn.transaction_id is 'Id of the linked transaction. From LinkedTxn[].TxnId.';
comment on column quickbooks.estimate_linked_txn.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From LinkedTxn[].TxnType.';
comment on column quickbooks.estimate_linked_txn.invoice_id is 'Id of the invoice, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.estimate_linked_txn.purchase_order_id is 'Id of the purchase order, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.estimate_linked_txn._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.estimate_linked_txn.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.inventory_adjustment_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{AdjustAccountRef,value}') as adjust_account_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_inventory_adjustments
) as record;

create or replace view quickbooks.inventory_adjustment as
select * from quickbooks.inventory_adjustment_all where not _fivetran_deleted;
comment on view quickbooks.inventory_adjustment is 'One row per QuickBooks InventoryAdjustment.';
comment on column quickbooks.inventory_adjustment.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.inventory_adjustment.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.inventory_adjustment.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.inventory_adjustment.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.inventory_adjustment.adjust_account_id is 'An id of quickbooks.account. From AdjustAccountRef.value.';
comment on column quickbooks.inventory_adjustment.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.inventory_adjustment.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.inventory_adjustment.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.inventory_adjustment.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.inventory_adjustment.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.inventory_adjustment.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.inventory_adjustment._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.inventory_adjustment._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.inventory_adjustment_line as
select record.id as inventory_adjustment_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{ItemAdjustmentLineDetail,ItemRef,value}') as item_id,
       quickbooks.as_numeric(element.value #> '{ItemAdjustmentLineDetail,QtyDiff}') as quantity_difference,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_inventory_adjustments
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.inventory_adjustment_line is 'One row per line of a QuickBooks InventoryAdjustment.';
comment on column quickbooks.inventory_adjustment_line.inventory_adjustment_id is 'The id of the row''s record, in quickbooks.inventory_adjustment.';
comment on column quickbooks.inventory_adjustment_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.inventory_adjustment_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.inventory_adjustment_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.inventory_adjustment_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.inventory_adjustment_line.item_id is 'An id of quickbooks.item. From Line[].ItemAdjustmentLineDetail.ItemRef.value.';
comment on column quickbooks.inventory_adjustment_line.quantity_difference is 'How many more are in stock; negative for fewer. From Line[].ItemAdjustmentLineDetail.QtyDiff.';
comment on column quickbooks.inventory_adjustment_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.inventory_adjustment_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.invoice_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_date(record.payload -> 'DueDate') as due_date,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'Balance') as balance,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_numeric(record.payload -> 'HomeTotalAmt') as home_total_amount,
       quickbooks.as_numeric(record.payload -> 'HomeBalance') as home_balance,
       quickbooks.as_numeric(record.payload -> 'Deposit') as deposit,
       quickbooks.as_text(record.payload #> '{DepositToAccountRef,value}') as deposit_to_account_id,
       quickbooks.as_text(record.payload #> '{SalesTermRef,value}') as sales_term_id,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{ProjectRef,value}') as project_id,
       quickbooks.as_date(record.payload -> 'ShipDate') as ship_date,
       quickbooks.as_text(record.payload #> '{ShipMethodRef,value}') as ship_method_id,
       quickbooks.as_text(record.payload -> 'TrackingNum') as tracking_number,
       quickbooks.as_text(record.payload #> '{DeliveryInfo,DeliveryType}') as delivery_type,
       quickbooks.as_timestamptz(record.payload #> '{DeliveryInfo,DeliveryTime}') as delivery_time,
       quickbooks.as_text(record.payload #> '{BillEmail,Address}') as billing_email,
       quickbooks.as_text(record.payload #> '{BillEmailCc,Address}') as billing_cc_email,
       quickbooks.as_text(record.payload #> '{BillEmailBcc,Address}') as billing_bcc_email,
       quickbooks.as_text(record.payload #> '{BillAddr,Id}') as billing_address_id,
       quickbooks.as_text(record.payload #> '{ShipAddr,Id}') as shipping_address_id,
       quickbooks.as_text(record.payload #> '{ShipFromAddr,Id}') as ship_from_address_id,
       quickbooks.as_boolean(record.payload -> 'FreeFormAddress') as free_form_address,
       quickbooks.as_text(record.payload #> '{CustomerMemo,value}') as customer_memo,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload -> 'EmailStatus') as email_status,
       quickbooks.as_text(record.payload -> 'PrintStatus') as print_status,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_boolean(record.payload -> 'ApplyTaxAfterDiscount') as apply_tax_after_discount,
       quickbooks.as_text(record.payload #> '{TaxExemptionRef,value}') as tax_exemption_id,
       quickbooks.as_text(record.payload -> 'TxnSource') as transaction_source,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_boolean(record.payload -> 'AllowIPNPayment') as allow_ipnpayment,
       quickbooks.as_boolean(record.payload -> 'AllowOnlinePayment') as allow_online_payment,
       quickbooks.as_boolean(record.payload -> 'AllowOnlineCreditCardPayment') as allow_online_credit_card_payment,
       quickbooks.as_boolean(record.payload -> 'AllowOnlineACHPayment') as allow_online_achpayment,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_invoices
) as record;

create or replace view quickbooks.invoice as
select * from quickbooks.invoice_all where not _fivetran_deleted;
comment on view quickbooks.invoice is 'One row per QuickBooks Invoice.';
comment on column quickbooks.invoice.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.invoice.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.invoice.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.invoice.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.invoice.due_date is 'When payment is due. From DueDate.';
comment on column quickbooks.invoice.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.invoice.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.invoice.balance is 'What is still open. From Balance.';
comment on column quickbooks.invoice.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.invoice.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.invoice.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.invoice.home_total_amount is 'Total in the company''s currency. From HomeTotalAmt.';
comment on column quickbooks.invoice.home_balance is 'What is still open, in the company''s currency. From HomeBalance.';
comment on column quickbooks.invoice.deposit is 'Paid in advance. From Deposit.';
comment on column quickbooks.invoice.deposit_to_account_id is 'An id of quickbooks.account. From DepositToAccountRef.value.';
comment on column quickbooks.invoice.sales_term_id is 'An id of quickbooks.term. From SalesTermRef.value.';
comment on column quickbooks.invoice.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.invoice.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.invoice.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From ProjectRef.value.';
comment on column quickbooks.invoice.ship_date is 'When the goods were sent. From ShipDate.';
comment on column quickbooks.invoice.ship_method_id is 'How the goods were sent. From ShipMethodRef.value.';
comment on column quickbooks.invoice.tracking_number is 'Number to follow the goods by. From TrackingNum.';
comment on column quickbooks.invoice.delivery_type is 'How the form was sent. From DeliveryInfo.DeliveryType.';
comment on column quickbooks.invoice.delivery_time is 'When the form was sent. From DeliveryInfo.DeliveryTime.';
comment on column quickbooks.invoice.billing_email is 'E-mail address for the bill. From BillEmail.Address.';
comment on column quickbooks.invoice.billing_cc_email is 'E-mail address for a copy. From BillEmailCc.Address.';
comment on column quickbooks.invoice.billing_bcc_email is 'E-mail address for a hidden copy. From BillEmailBcc.Address.';
comment on column quickbooks.invoice.billing_address_id is 'An id of quickbooks.address: where the bill goes. From BillAddr.Id.';
comment on column quickbooks.invoice.shipping_address_id is 'An id of quickbooks.address: where the goods go. From ShipAddr.Id.';
comment on column quickbooks.invoice.ship_from_address_id is 'An id of quickbooks.address: where the goods come from. From ShipFromAddr.Id.';
comment on column quickbooks.invoice.free_form_address is 'True where the address is written as free text. From FreeFormAddress.';
comment on column quickbooks.invoice.customer_memo is 'Message to the customer. From CustomerMemo.value.';
comment on column quickbooks.invoice.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.invoice.email_status is 'NotSet, NeedToSend or EmailSent. From EmailStatus.';
comment on column quickbooks.invoice.print_status is 'NotSet, NeedToPrint or PrintComplete. From PrintStatus.';
comment on column quickbooks.invoice.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.invoice.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.invoice.apply_tax_after_discount is 'True where tax is on the amount after the discount. From ApplyTaxAfterDiscount.';
comment on column quickbooks.invoice.tax_exemption_id is 'Reason for an exemption from tax, by its id in QuickBooks. From TaxExemptionRef.value.';
comment on column quickbooks.invoice.transaction_source is 'What made the transaction. From TxnSource.';
comment on column quickbooks.invoice.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.invoice.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.invoice.allow_ipnpayment is 'True where the Intuit payment network may be used. From AllowIPNPayment.';
comment on column quickbooks.invoice.allow_online_payment is 'True where it may be paid online. From AllowOnlinePayment.';
comment on column quickbooks.invoice.allow_online_credit_card_payment is 'True where it may be paid online by card. From AllowOnlineCreditCardPayment.';
comment on column quickbooks.invoice.allow_online_achpayment is 'True where it may be paid online by bank transfer. From AllowOnlineACHPayment.';
comment on column quickbooks.invoice.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.invoice.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.invoice._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.invoice._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.invoice_line as
select record.id as invoice_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as sales_item_unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as sales_item_class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as sales_item_service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as sales_item_discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as sales_item_discount_amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxClassificationRef,value}') as sales_item_tax_classification_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,DiscountAccountRef,value}') as discount_account_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,ClassRef,value}') as discount_class_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,TaxCodeRef,value}') as discount_tax_code_id,
       quickbooks.as_boolean(element.value #> '{DiscountLineDetail,PercentBased}') as discount_percent_based,
       quickbooks.as_numeric(element.value #> '{DiscountLineDetail,DiscountPercent}') as discount_discount_percent,
       quickbooks.as_text(element.value #> '{GroupLineDetail,GroupItemRef,value}') as bundle_id,
       quickbooks.as_numeric(element.value #> '{GroupLineDetail,Quantity}') as bundle_quantity,
       quickbooks.as_date(element.value #> '{DescriptionLineDetail,ServiceDate}') as description_service_date,
       quickbooks.as_text(element.value #> '{DescriptionLineDetail,TaxCodeRef,value}') as description_tax_code_id,
       quickbooks.as_text(element.value #> '{SubTotalLineDetail,ItemRef,value}') as sub_total_item_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_invoices
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.invoice_line is 'One row per line of a QuickBooks Invoice.';
comment on column quickbooks.invoice_line.invoice_id is 'The id of the row''s record, in quickbooks.invoice.';
comment on column quickbooks.invoice_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.invoice_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.invoice_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.invoice_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.invoice_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.invoice_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.invoice_line.sales_item_item_id is 'An id of quickbooks.item. From Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.invoice_line.sales_item_quantity is 'How many were sold. From Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.invoice_line.sales_item_unit_price is 'Price of one. From Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.invoice_line.sales_item_account_id is 'An id of quickbooks.account. From Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.invoice_line.sales_item_class_id is 'An id of quickbooks.class. From Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.invoice_line.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.invoice_line.sales_item_service_date is 'When the service was given. From Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.invoice_line.sales_item_discount_rate is 'Discount of the line in percent. From Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.invoice_line.sales_item_discount_amount is 'Discount of the line. From Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.invoice_line.sales_item_tax_classification_id is 'Tax classification, by its id in QuickBooks. From Line[].SalesItemLineDetail.TaxClassificationRef.value.';
comment on column quickbooks.invoice_line.discount_account_id is 'An id of quickbooks.account. From Line[].DiscountLineDetail.DiscountAccountRef.value.';
comment on column quickbooks.invoice_line.discount_class_id is 'An id of quickbooks.class. From Line[].DiscountLineDetail.ClassRef.value.';
comment on column quickbooks.invoice_line.discount_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DiscountLineDetail.TaxCodeRef.value.';
comment on column quickbooks.invoice_line.discount_percent_based is 'True where the discount is a percentage. From Line[].DiscountLineDetail.PercentBased.';
comment on column quickbooks.invoice_line.discount_discount_percent is 'Discount in percent. From Line[].DiscountLineDetail.DiscountPercent.';
comment on column quickbooks.invoice_line.bundle_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.GroupItemRef.value.';
comment on column quickbooks.invoice_line.bundle_quantity is 'How many bundles were sold. From Line[].GroupLineDetail.Quantity.';
comment on column quickbooks.invoice_line.description_service_date is 'Date of a line that only describes. From Line[].DescriptionLineDetail.ServiceDate.';
comment on column quickbooks.invoice_line.description_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DescriptionLineDetail.TaxCodeRef.value.';
comment on column quickbooks.invoice_line.sub_total_item_id is 'An id of quickbooks.item. From Line[].SubTotalLineDetail.ItemRef.value.';
comment on column quickbooks.invoice_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.invoice_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.invoice_line_bundle as
select record.id as invoice_id,
       (element.place - 1)::integer as index,
       (holder.place - 1)::integer as invoice_line_index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_text(element.value -> 'LineNum') as line_num,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as discount_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_invoices
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as holder (value, place)
cross join lateral jsonb_array_elements(quickbooks.as_array(holder.value #> '{GroupLineDetail,Line}')) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.invoice_line_bundle is 'One row per line inside of a bundle of a QuickBooks Invoice.';
comment on column quickbooks.invoice_line_bundle.invoice_id is 'The id of the row''s record, in quickbooks.invoice.';
comment on column quickbooks.invoice_line_bundle.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.invoice_line_bundle.invoice_line_index is 'Place of the line that holds it, from 0.';
comment on column quickbooks.invoice_line_bundle.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].GroupLineDetail.Line[].Id.';
comment on column quickbooks.invoice_line_bundle.line_num is 'The line''s number in QuickBooks. From Line[].GroupLineDetail.Line[].LineNum.';
comment on column quickbooks.invoice_line_bundle.description is 'Description. From Line[].GroupLineDetail.Line[].Description.';
comment on column quickbooks.invoice_line_bundle.amount is 'Amount, in the currency of the transaction. From Line[].GroupLineDetail.Line[].Amount.';
comment on column quickbooks.invoice_line_bundle.sales_item_item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.invoice_line_bundle.sales_item_quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.invoice_line_bundle.sales_item_account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.invoice_line_bundle.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.invoice_line_bundle.item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.invoice_line_bundle.quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.invoice_line_bundle.unit_price is 'Price of one. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.invoice_line_bundle.account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.invoice_line_bundle.class_id is 'An id of quickbooks.class. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.invoice_line_bundle.tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.invoice_line_bundle.service_date is 'When the service was given. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.invoice_line_bundle.discount_rate is 'Discount of the line in percent. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.invoice_line_bundle.discount_amount is 'Discount of the line. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.invoice_line_bundle.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].GroupLineDetail.Line[].DetailType.';
comment on column quickbooks.invoice_line_bundle._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.invoice_line_bundle.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.invoice_tax_line as
select record.id as invoice_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_invoices
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.invoice_tax_line is 'One row per line of tax of a QuickBooks Invoice.';
comment on column quickbooks.invoice_tax_line.invoice_id is 'The id of the row''s record, in quickbooks.invoice.';
comment on column quickbooks.invoice_tax_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.invoice_tax_line.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.invoice_tax_line.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.invoice_tax_line.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.invoice_tax_line.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.invoice_tax_line.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.invoice_tax_line.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.invoice_tax_line.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.invoice_tax_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.invoice_tax_line._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.invoice_tax_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.invoice_tax_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.invoice_linked_txn as
select record.id as invoice_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'TxnId') as transaction_id,
       quickbooks.as_text(element.value -> 'TxnType') as transaction_type,
       quickbooks.as_text(element.value -> 'TxnLineId') as transaction_line_id,
       case when lower(element.value ->> 'TxnType') in ('payment', 'receivepayment') then quickbooks.as_text(element.value -> 'TxnId') end as payment_id,
       case when lower(element.value ->> 'TxnType') in ('estimate') then quickbooks.as_text(element.value -> 'TxnId') end as estimate_id,
       case when lower(element.value ->> 'TxnType') in ('chargecredit') then quickbooks.as_text(element.value -> 'TxnId') end as charge_credit_id,
       case when lower(element.value ->> 'TxnType') in ('reimbursecharge') then quickbooks.as_text(element.value -> 'TxnId') end as reimburse_charge_id,
       case when lower(element.value ->> 'TxnType') in ('statementcharge') then quickbooks.as_text(element.value -> 'TxnId') end as statement_charge_id,
       case when lower(element.value ->> 'TxnType') in ('timeactivity') then quickbooks.as_text(element.value -> 'TxnId') end as time_activity_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'LinkedTxn') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_invoices
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.invoice_linked_txn is 'One row per link to another transaction of a QuickBooks Invoice.';
comment on column quickbooks.invoice_linked_txn.invoice_id is 'The id of the row''s record, in quickbooks.invoice.';
comment on column quickbooks.invoice_linked_txn.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.invoice_linked_txn.transaction_id is 'Id of the linked transaction. From LinkedTxn[].TxnId.';
comment on column quickbooks.invoice_linked_txn.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From LinkedTxn[].TxnType.';
comment on column quickbooks.invoice_linked_txn.transaction_line_id is 'Line of the linked transaction. From LinkedTxn[].TxnLineId.';
comment on column quickbooks.invoice_linked_txn.payment_id is 'Id of the payment, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.invoice_linked_txn.estimate_id is 'Id of the estimate, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.invoice_linked_txn.charge_credit_id is 'Id of the charge credit, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.invoice_linked_txn.reimburse_charge_id is 'Id of the reimburse charge, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.invoice_linked_txn.statement_charge_id is 'Id of the statement charge, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.invoice_linked_txn.time_activity_id is 'Id of the time activity, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.invoice_linked_txn._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.invoice_linked_txn.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.journal_entry_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'HomeTotalAmt') as home_total_amount,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_boolean(record.payload -> 'Adjustment') as adjustment,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_text(record.payload #> '{JournalCodeRef,value}') as journal_code_id,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_journal_entries
) as record;

create or replace view quickbooks.journal_entry as
select * from quickbooks.journal_entry_all where not _fivetran_deleted;
comment on view quickbooks.journal_entry is 'One row per QuickBooks JournalEntry.';
comment on column quickbooks.journal_entry.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.journal_entry.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.journal_entry.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.journal_entry.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.journal_entry.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.journal_entry.home_total_amount is 'Total in the company''s currency. From HomeTotalAmt.';
comment on column quickbooks.journal_entry.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.journal_entry.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.journal_entry.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.journal_entry.adjustment is 'True for an adjusting entry. From Adjustment.';
comment on column quickbooks.journal_entry.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.journal_entry.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.journal_entry.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.journal_entry.journal_code_id is 'An id of quickbooks.journal_code. From JournalCodeRef.value.';
comment on column quickbooks.journal_entry.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.journal_entry.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.journal_entry.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.journal_entry.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.journal_entry._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.journal_entry._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.journal_entry_line as
select record.id as journal_entry_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{JournalEntryLineDetail,PostingType}') as posting_type,
       quickbooks.as_text(element.value #> '{JournalEntryLineDetail,AccountRef,value}') as account_id,
       case when lower(element.value #>> '{JournalEntryLineDetail,Entity,Type}') in ('customer') then quickbooks.as_text(element.value #> '{JournalEntryLineDetail,Entity,EntityRef,value}') end as customer_id,
       case when lower(element.value #>> '{JournalEntryLineDetail,Entity,Type}') in ('vendor') then quickbooks.as_text(element.value #> '{JournalEntryLineDetail,Entity,EntityRef,value}') end as vendor_id,
       case when lower(element.value #>> '{JournalEntryLineDetail,Entity,Type}') in ('employee') then quickbooks.as_text(element.value #> '{JournalEntryLineDetail,Entity,EntityRef,value}') end as employee_id,
       quickbooks.as_text(element.value #> '{JournalEntryLineDetail,ClassRef,value}') as class_id,
       quickbooks.as_text(element.value #> '{JournalEntryLineDetail,DepartmentRef,value}') as department_id,
       quickbooks.as_text(element.value #> '{JournalEntryLineDetail,BillableStatus}') as billable_status,
       quickbooks.as_text(element.value #> '{JournalEntryLineDetail,TaxCodeRef,value}') as tax_code_id,
       quickbooks.as_numeric(element.value #> '{JournalEntryLineDetail,TaxAmount}') as tax_amount,
       quickbooks.as_text(element.value #> '{JournalEntryLineDetail,TaxApplicableOn}') as tax_applicable_on,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_date(element.value #> '{DescriptionLineDetail,ServiceDate}') as description_service_date,
       quickbooks.as_text(element.value #> '{DescriptionLineDetail,TaxCodeRef,value}') as description_tax_code_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_journal_entries
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.journal_entry_line is 'One row per line of a QuickBooks JournalEntry.';
comment on column quickbooks.journal_entry_line.journal_entry_id is 'The id of the row''s record, in quickbooks.journal_entry.';
comment on column quickbooks.journal_entry_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.journal_entry_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.journal_entry_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.journal_entry_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.journal_entry_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.journal_entry_line.posting_type is 'Debit or Credit. From Line[].JournalEntryLineDetail.PostingType.';
comment on column quickbooks.journal_entry_line.account_id is 'An id of quickbooks.account. From Line[].JournalEntryLineDetail.AccountRef.value.';
comment on column quickbooks.journal_entry_line.customer_id is 'Id of the customer, where JournalEntryLineDetail.Entity.Type says that it is one. From Line[].JournalEntryLineDetail.Entity.EntityRef.value.';
comment on column quickbooks.journal_entry_line.vendor_id is 'Id of the vendor, where JournalEntryLineDetail.Entity.Type says that it is one. From Line[].JournalEntryLineDetail.Entity.EntityRef.value.';
comment on column quickbooks.journal_entry_line.employee_id is 'Id of the employee, where JournalEntryLineDetail.Entity.Type says that it is one. From Line[].JournalEntryLineDetail.Entity.EntityRef.value.';
comment on column quickbooks.journal_entry_line.class_id is 'An id of quickbooks.class. From Line[].JournalEntryLineDetail.ClassRef.value.';
comment on column quickbooks.journal_entry_line.department_id is 'An id of quickbooks.department. From Line[].JournalEntryLineDetail.DepartmentRef.value.';
comment on column quickbooks.journal_entry_line.billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].JournalEntryLineDetail.BillableStatus.';
comment on column quickbooks.journal_entry_line.tax_code_id is 'An id of quickbooks.tax_code. From Line[].JournalEntryLineDetail.TaxCodeRef.value.';
comment on column quickbooks.journal_entry_line.tax_amount is 'Tax of the line. From Line[].JournalEntryLineDetail.TaxAmount.';
comment on column quickbooks.journal_entry_line.tax_applicable_on is 'Sales or Purchase. From Line[].JournalEntryLineDetail.TaxApplicableOn.';
comment on column quickbooks.journal_entry_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.journal_entry_line.description_service_date is 'Date of a line that only describes. From Line[].DescriptionLineDetail.ServiceDate.';
comment on column quickbooks.journal_entry_line.description_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DescriptionLineDetail.TaxCodeRef.value.';
comment on column quickbooks.journal_entry_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.journal_entry_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.journal_entry_tax_line as
select record.id as journal_entry_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_journal_entries
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.journal_entry_tax_line is 'One row per line of tax of a QuickBooks JournalEntry.';
comment on column quickbooks.journal_entry_tax_line.journal_entry_id is 'The id of the row''s record, in quickbooks.journal_entry.';
comment on column quickbooks.journal_entry_tax_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.journal_entry_tax_line.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.journal_entry_tax_line.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.journal_entry_tax_line.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.journal_entry_tax_line.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.journal_entry_tax_line.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.journal_entry_tax_line.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.journal_entry_tax_line.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.journal_entry_tax_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.journal_entry_tax_line._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.journal_entry_tax_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.journal_entry_tax_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.payment_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'UnappliedAmt') as unapplied_amount,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload #> '{PaymentMethodRef,value}') as payment_method_id,
       quickbooks.as_text(record.payload -> 'PaymentRefNum') as reference_number,
       quickbooks.as_text(record.payload #> '{DepositToAccountRef,value}') as deposit_to_account_id,
       quickbooks.as_text(record.payload #> '{ARAccountRef,value}') as receivable_account_id,
       quickbooks.as_boolean(record.payload -> 'ProcessPayment') as process_payment,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload -> 'TxnStatus') as transaction_status,
       quickbooks.as_text(record.payload -> 'TxnSource') as transaction_source,
       quickbooks.as_text(record.payload #> '{ProjectRef,value}') as project_id,
       quickbooks.as_numeric(record.payload #> '{CreditCardPayment,CreditChargeResponse,Amount}') as credit_card_amount,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,Status}') as credit_card_status,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,AuthCode}') as credit_card_auth_code,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,CCTransId}') as credit_card_cctrans_id,
       quickbooks.as_timestamptz(record.payload #> '{CreditCardPayment,CreditChargeResponse,TxnAuthorizationTime}') as credit_card_transaction_authorization_time,
       quickbooks.as_boolean(record.payload #> '{CreditCardPayment,CreditChargeInfo,ProcessPayment}') as credit_card_process_payment,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,Type}') as credit_card_type,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,NameOnAcct}') as credit_card_name_on_account,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,CcExpiryMonth}') as credit_card_cc_expiry_month,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,CcExpiryYear}') as credit_card_cc_expiry_year,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,BillAddrStreet}') as credit_card_billing_address_street,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,PostalCode}') as credit_card_postal_code,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_payments
) as record;

create or replace view quickbooks.payment as
select * from quickbooks.payment_all where not _fivetran_deleted;
comment on view quickbooks.payment is 'One row per QuickBooks Payment.';
comment on column quickbooks.payment.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.payment.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.payment.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.payment.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.payment.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.payment.unapplied_amount is 'What pays nothing yet. From UnappliedAmt.';
comment on column quickbooks.payment.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.payment.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.payment.payment_method_id is 'An id of quickbooks.payment_method. From PaymentMethodRef.value.';
comment on column quickbooks.payment.reference_number is 'Number of the check or of the transfer. From PaymentRefNum.';
comment on column quickbooks.payment.deposit_to_account_id is 'An id of quickbooks.account. From DepositToAccountRef.value.';
comment on column quickbooks.payment.receivable_account_id is 'An id of quickbooks.account. From ARAccountRef.value.';
comment on column quickbooks.payment.process_payment is 'True where QuickBooks charged the card. From ProcessPayment.';
comment on column quickbooks.payment.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.payment.transaction_status is 'State: Pending, Accepted, Closed or Rejected. From TxnStatus.';
comment on column quickbooks.payment.transaction_source is 'What made the transaction. From TxnSource.';
comment on column quickbooks.payment.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From ProjectRef.value.';
comment on column quickbooks.payment.credit_card_amount is 'Amount charged to the card. From CreditCardPayment.CreditChargeResponse.Amount.';
comment on column quickbooks.payment.credit_card_status is 'State of the charge. From CreditCardPayment.CreditChargeResponse.Status.';
comment on column quickbooks.payment.credit_card_auth_code is 'Code of the authorization. From CreditCardPayment.CreditChargeResponse.AuthCode.';
comment on column quickbooks.payment.credit_card_cctrans_id is 'Number of the charge. From CreditCardPayment.CreditChargeResponse.CCTransId.';
comment on column quickbooks.payment.credit_card_transaction_authorization_time is 'When the charge was authorized. From CreditCardPayment.CreditChargeResponse.TxnAuthorizationTime.';
comment on column quickbooks.payment.credit_card_process_payment is 'True where QuickBooks charged the card. From CreditCardPayment.CreditChargeInfo.ProcessPayment.';
comment on column quickbooks.payment.credit_card_type is 'Kind of card. From CreditCardPayment.CreditChargeInfo.Type.';
comment on column quickbooks.payment.credit_card_name_on_account is 'Name on the card. From CreditCardPayment.CreditChargeInfo.NameOnAcct.';
comment on column quickbooks.payment.credit_card_cc_expiry_month is 'Month in which the card ends. From CreditCardPayment.CreditChargeInfo.CcExpiryMonth.';
comment on column quickbooks.payment.credit_card_cc_expiry_year is 'Year in which the card ends. From CreditCardPayment.CreditChargeInfo.CcExpiryYear.';
comment on column quickbooks.payment.credit_card_billing_address_street is 'Street of the card''s holder. From CreditCardPayment.CreditChargeInfo.BillAddrStreet.';
comment on column quickbooks.payment.credit_card_postal_code is 'Postal code of the card''s holder. From CreditCardPayment.CreditChargeInfo.PostalCode.';
comment on column quickbooks.payment.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.payment.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.payment._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.payment._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.payment_line as
select record.id as payment_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') as transaction_id,
       quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnType}') as transaction_type,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('invoice') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as invoice_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('creditmemo') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as credit_memo_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('deposit') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as deposit_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('journalentry') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as journal_entry_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('expense', 'purchase', 'cashpurchase') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as expense_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('check') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as check_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('creditcardcharge', 'apcreditcard') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as credit_card_charge_id,
       case when lower(element.value #>> '{LinkedTxn,0,TxnType}') in ('creditcardcredit') then quickbooks.as_text(element.value #> '{LinkedTxn,0,TxnId}') end as credit_card_credit_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_payments
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.payment_line is 'One row per line of a QuickBooks Payment.';
comment on column quickbooks.payment_line.payment_id is 'The id of the row''s record, in quickbooks.payment.';
comment on column quickbooks.payment_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.payment_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.payment_line.transaction_id is 'Id of the linked transaction. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From Line[].LinkedTxn[].TxnType.';
comment on column quickbooks.payment_line.invoice_id is 'Id of the invoice, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line.credit_memo_id is 'Id of the credit memo, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line.deposit_id is 'Id of the id, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line.journal_entry_id is 'Id of the journal entry, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line.expense_id is 'Id of the expense, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line.check_id is 'Id of the check, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line.credit_card_charge_id is 'Id of the credit card charge, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line.credit_card_credit_id is 'Id of the credit card credit, where LinkedTxn[].TxnType says that it is one. From Line[].LinkedTxn[].TxnId.';
comment on column quickbooks.payment_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.payment_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.purchase_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload -> 'PaymentType') as payment_type,
       quickbooks.as_boolean(record.payload -> 'Credit') as credit,
       quickbooks.as_text(record.payload #> '{AccountRef,value}') as account_id,
       case when lower(record.payload #>> '{EntityRef,type}') in ('vendor') then quickbooks.as_text(record.payload #> '{EntityRef,value}') end as vendor_id,
       case when lower(record.payload #>> '{EntityRef,type}') in ('customer') then quickbooks.as_text(record.payload #> '{EntityRef,value}') end as customer_id,
       case when lower(record.payload #>> '{EntityRef,type}') in ('employee') then quickbooks.as_text(record.payload #> '{EntityRef,value}') end as employee_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload #> '{PaymentMethodRef,value}') as payment_method_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{RemitToAddr,Id}') as remit_to_address_id,
       quickbooks.as_text(record.payload -> 'PrintStatus') as print_status,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_text(record.payload -> 'TxnSource') as transaction_source,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_purchases
) as record;

create or replace view quickbooks.purchase as
select * from quickbooks.purchase_all where not _fivetran_deleted;
comment on view quickbooks.purchase is 'One row per QuickBooks Purchase.';
comment on column quickbooks.purchase.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.purchase.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.purchase.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.purchase.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.purchase.payment_type is 'How it was paid. From PaymentType.';
comment on column quickbooks.purchase.credit is 'True for a credit to the card, false for a charge. From Credit.';
comment on column quickbooks.purchase.account_id is 'An id of quickbooks.account. From AccountRef.value.';
comment on column quickbooks.purchase.vendor_id is 'Id of the vendor, where EntityRef.type says that it is one. From EntityRef.value.';
comment on column quickbooks.purchase.customer_id is 'Id of the customer, where EntityRef.type says that it is one. From EntityRef.value.';
comment on column quickbooks.purchase.employee_id is 'Id of the employee, where EntityRef.type says that it is one. From EntityRef.value.';
comment on column quickbooks.purchase.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.purchase.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.purchase.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.purchase.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.purchase.payment_method_id is 'An id of quickbooks.payment_method. From PaymentMethodRef.value.';
comment on column quickbooks.purchase.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.purchase.remit_to_address_id is 'An id of quickbooks.address: where the payment goes. From RemitToAddr.Id.';
comment on column quickbooks.purchase.print_status is 'NotSet, NeedToPrint or PrintComplete. From PrintStatus.';
comment on column quickbooks.purchase.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.purchase.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.purchase.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.purchase.transaction_source is 'What made the transaction. From TxnSource.';
comment on column quickbooks.purchase.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.purchase.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.purchase.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.purchase.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.purchase._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.purchase._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.purchase_line as
select record.id as purchase_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,AccountRef,value}') as account_expense_account_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,CustomerRef,value}') as account_expense_customer_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,ClassRef,value}') as account_expense_class_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,BillableStatus}') as account_expense_billable_status,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,TaxCodeRef,value}') as account_expense_tax_code_id,
       quickbooks.as_numeric(element.value #> '{AccountBasedExpenseLineDetail,TaxAmount}') as account_expense_tax_amount,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,ItemRef,value}') as item_expense_item_id,
       quickbooks.as_numeric(element.value #> '{ItemBasedExpenseLineDetail,Qty}') as item_expense_quantity,
       quickbooks.as_numeric(element.value #> '{ItemBasedExpenseLineDetail,UnitPrice}') as item_expense_unit_price,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,CustomerRef,value}') as item_expense_customer_id,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,ClassRef,value}') as item_expense_class_id,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,BillableStatus}') as item_expense_billable_status,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,TaxCodeRef,value}') as item_expense_tax_code_id,
       quickbooks.as_text(element.value #> '{ProjectRef,value}') as project_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_purchases
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.purchase_line is 'One row per line of a QuickBooks Purchase.';
comment on column quickbooks.purchase_line.purchase_id is 'The id of the row''s record, in quickbooks.purchase.';
comment on column quickbooks.purchase_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.purchase_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.purchase_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.purchase_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.purchase_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.purchase_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.purchase_line.account_expense_account_id is 'An id of quickbooks.account. From Line[].AccountBasedExpenseLineDetail.AccountRef.value.';
comment on column quickbooks.purchase_line.account_expense_customer_id is 'An id of quickbooks.customer. From Line[].AccountBasedExpenseLineDetail.CustomerRef.value.';
comment on column quickbooks.purchase_line.account_expense_class_id is 'An id of quickbooks.class. From Line[].AccountBasedExpenseLineDetail.ClassRef.value.';
comment on column quickbooks.purchase_line.account_expense_billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].AccountBasedExpenseLineDetail.BillableStatus.';
comment on column quickbooks.purchase_line.account_expense_tax_code_id is 'An id of quickbooks.tax_code. From Line[].AccountBasedExpenseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.purchase_line.account_expense_tax_amount is 'Tax of the line. From Line[].AccountBasedExpenseLineDetail.TaxAmount.';
comment on column quickbooks.purchase_line.item_expense_item_id is 'An id of quickbooks.item. From Line[].ItemBasedExpenseLineDetail.ItemRef.value.';
comment on column quickbooks.purchase_line.item_expense_quantity is 'How many were bought. From Line[].ItemBasedExpenseLineDetail.Qty.';
comment on column quickbooks.purchase_line.item_expense_unit_price is 'Cost of one. From Line[].ItemBasedExpenseLineDetail.UnitPrice.';
comment on column quickbooks.purchase_line.item_expense_customer_id is 'An id of quickbooks.customer. From Line[].ItemBasedExpenseLineDetail.CustomerRef.value.';
comment on column quickbooks.purchase_line.item_expense_class_id is 'An id of quickbooks.class. From Line[].ItemBasedExpenseLineDetail.ClassRef.value.';
comment on column quickbooks.purchase_line.item_expense_billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].ItemBasedExpenseLineDetail.BillableStatus.';
comment on column quickbooks.purchase_line.item_expense_tax_code_id is 'An id of quickbooks.tax_code. From Line[].ItemBasedExpenseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.purchase_line.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From Line[].ProjectRef.value.';
comment on column quickbooks.purchase_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.purchase_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.purchase_tax_line as
select record.id as purchase_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_purchases
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.purchase_tax_line is 'One row per line of tax of a QuickBooks Purchase.';
comment on column quickbooks.purchase_tax_line.purchase_id is 'The id of the row''s record, in quickbooks.purchase.';
comment on column quickbooks.purchase_tax_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.purchase_tax_line.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.purchase_tax_line.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.purchase_tax_line.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.purchase_tax_line.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.purchase_tax_line.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.purchase_tax_line.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.purchase_tax_line.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.purchase_tax_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.purchase_tax_line._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.purchase_tax_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.purchase_tax_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.purchase_order_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_date(record.payload -> 'DueDate') as due_date,
       quickbooks.as_text(record.payload #> '{VendorRef,value}') as vendor_id,
       quickbooks.as_text(record.payload -> 'POStatus') as status,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload #> '{APAccountRef,value}') as payable_account_id,
       quickbooks.as_text(record.payload #> '{SalesTermRef,value}') as sales_term_id,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload -> 'EmailStatus') as email_status,
       quickbooks.as_text(record.payload #> '{POEmail,Address}') as billing_email,
       quickbooks.as_text(record.payload #> '{VendorAddr,Id}') as vendor_address_id,
       quickbooks.as_text(record.payload #> '{ShipAddr,Id}') as shipping_address_id,
       quickbooks.as_text(record.payload #> '{ShipMethodRef,value}') as ship_method_id,
       quickbooks.as_text(record.payload -> 'Memo') as memo,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_purchase_orders
) as record;

create or replace view quickbooks.purchase_order as
select * from quickbooks.purchase_order_all where not _fivetran_deleted;
comment on view quickbooks.purchase_order is 'One row per QuickBooks PurchaseOrder.';
comment on column quickbooks.purchase_order.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.purchase_order.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.purchase_order.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.purchase_order.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.purchase_order.due_date is 'When payment is due. From DueDate.';
comment on column quickbooks.purchase_order.vendor_id is 'An id of quickbooks.vendor. From VendorRef.value.';
comment on column quickbooks.purchase_order.status is 'Open or Closed. From POStatus.';
comment on column quickbooks.purchase_order.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.purchase_order.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.purchase_order.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.purchase_order.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.purchase_order.payable_account_id is 'An id of quickbooks.account. From APAccountRef.value.';
comment on column quickbooks.purchase_order.sales_term_id is 'An id of quickbooks.term. From SalesTermRef.value.';
comment on column quickbooks.purchase_order.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.purchase_order.email_status is 'NotSet, NeedToSend or EmailSent. From EmailStatus.';
comment on column quickbooks.purchase_order.billing_email is 'E-mail address for the bill. From POEmail.Address.';
comment on column quickbooks.purchase_order.vendor_address_id is 'An id of quickbooks.address: of the vendor. From VendorAddr.Id.';
comment on column quickbooks.purchase_order.shipping_address_id is 'An id of quickbooks.address: where the goods go. From ShipAddr.Id.';
comment on column quickbooks.purchase_order.ship_method_id is 'How the goods were sent. From ShipMethodRef.value.';
comment on column quickbooks.purchase_order.memo is 'Message to the other side. From Memo.';
comment on column quickbooks.purchase_order.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.purchase_order.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.purchase_order.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.purchase_order.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.purchase_order.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.purchase_order.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.purchase_order._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.purchase_order._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.purchase_order_line as
select record.id as purchase_order_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,AccountRef,value}') as account_expense_account_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,CustomerRef,value}') as account_expense_customer_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,ClassRef,value}') as account_expense_class_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,BillableStatus}') as account_expense_billable_status,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,TaxCodeRef,value}') as account_expense_tax_code_id,
       quickbooks.as_numeric(element.value #> '{AccountBasedExpenseLineDetail,TaxAmount}') as account_expense_tax_amount,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,ItemRef,value}') as item_expense_item_id,
       quickbooks.as_numeric(element.value #> '{ItemBasedExpenseLineDetail,Qty}') as item_expense_quantity,
       quickbooks.as_numeric(element.value #> '{ItemBasedExpenseLineDetail,UnitPrice}') as item_expense_unit_price,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,CustomerRef,value}') as item_expense_customer_id,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,ClassRef,value}') as item_expense_class_id,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,BillableStatus}') as item_expense_billable_status,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,TaxCodeRef,value}') as item_expense_tax_code_id,
       quickbooks.as_text(element.value #> '{ProjectRef,value}') as project_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_purchase_orders
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.purchase_order_line is 'One row per line of a QuickBooks PurchaseOrder.';
comment on column quickbooks.purchase_order_line.purchase_order_id is 'The id of the row''s record, in quickbooks.purchase_order.';
comment on column quickbooks.purchase_order_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.purchase_order_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.purchase_order_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.purchase_order_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.purchase_order_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.purchase_order_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.purchase_order_line.account_expense_account_id is 'An id of quickbooks.account. From Line[].AccountBasedExpenseLineDetail.AccountRef.value.';
comment on column quickbooks.purchase_order_line.account_expense_customer_id is 'An id of quickbooks.customer. From Line[].AccountBasedExpenseLineDetail.CustomerRef.value.';
comment on column quickbooks.purchase_order_line.account_expense_class_id is 'An id of quickbooks.class. From Line[].AccountBasedExpenseLineDetail.ClassRef.value.';
comment on column quickbooks.purchase_order_line.account_expense_billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].AccountBasedExpenseLineDetail.BillableStatus.';
comment on column quickbooks.purchase_order_line.account_expense_tax_code_id is 'An id of quickbooks.tax_code. From Line[].AccountBasedExpenseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.purchase_order_line.account_expense_tax_amount is 'Tax of the line. From Line[].AccountBasedExpenseLineDetail.TaxAmount.';
comment on column quickbooks.purchase_order_line.item_expense_item_id is 'An id of quickbooks.item. From Line[].ItemBasedExpenseLineDetail.ItemRef.value.';
comment on column quickbooks.purchase_order_line.item_expense_quantity is 'How many were bought. From Line[].ItemBasedExpenseLineDetail.Qty.';
comment on column quickbooks.purchase_order_line.item_expense_unit_price is 'Cost of one. From Line[].ItemBasedExpenseLineDetail.UnitPrice.';
comment on column quickbooks.purchase_order_line.item_expense_customer_id is 'An id of quickbooks.customer. From Line[].ItemBasedExpenseLineDetail.CustomerRef.value.';
comment on column quickbooks.purchase_order_line.item_expense_class_id is 'An id of quickbooks.class. From Line[].ItemBasedExpenseLineDetail.ClassRef.value.';
comment on column quickbooks.purchase_order_line.item_expense_billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].ItemBasedExpenseLineDetail.BillableStatus.';
comment on column quickbooks.purchase_order_line.item_expense_tax_code_id is 'An id of quickbooks.tax_code. From Line[].ItemBasedExpenseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.purchase_order_line.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From Line[].ProjectRef.value.';
comment on column quickbooks.purchase_order_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.purchase_order_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.purchase_order_linked_txn as
select record.id as purchase_order_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'TxnId') as transaction_id,
       quickbooks.as_text(element.value -> 'TxnType') as transaction_type,
       case when lower(element.value ->> 'TxnType') in ('bill') then quickbooks.as_text(element.value -> 'TxnId') end as bill_id,
       case when lower(element.value ->> 'TxnType') in ('purchase', 'apcreditcard', 'cashpurchase', 'check') then quickbooks.as_text(element.value -> 'TxnId') end as purchase_id,
       case when lower(element.value ->> 'TxnType') in ('vendorcredit') then quickbooks.as_text(element.value -> 'TxnId') end as vendor_credit_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'LinkedTxn') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_purchase_orders
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.purchase_order_linked_txn is 'One row per link to another transaction of a QuickBooks PurchaseOrder.';
comment on column quickbooks.purchase_order_linked_txn.purchase_order_id is 'The id of the row''s record, in quickbooks.purchase_order.';
comment on column quickbooks.purchase_order_linked_txn.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.purchase_order_linked_txn.transaction_id is 'Id of the linked transaction. From LinkedTxn[].TxnId.';
comment on column quickbooks.purchase_order_linked_txn.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From LinkedTxn[].TxnType.';
comment on column quickbooks.purchase_order_linked_txn.bill_id is 'Id of the bill, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.purchase_order_linked_txn.purchase_id is 'Id of the purchase, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.purchase_order_linked_txn.vendor_credit_id is 'Id of the vendor credit, where TxnType says that it is one. From LinkedTxn[].TxnId.';
comment on column quickbooks.purchase_order_linked_txn._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.purchase_order_linked_txn.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.recurring_transaction_all as
with apart as (select)
select record.id,
       quickbooks.as_text(wrapped.payload -> 'SyncToken') as sync_token,
       wrapped.kind as transaction_kind,
       quickbooks.as_text(wrapped.payload #> '{RecurringInfo,Name}') as template_name,
       quickbooks.as_text(wrapped.payload #> '{RecurringInfo,RecurType}') as template_type,
       quickbooks.as_boolean(wrapped.payload #> '{RecurringInfo,Active}') as template_active,
       quickbooks.as_text(wrapped.payload #> '{RecurringInfo,ScheduleInfo,IntervalType}') as interval_type,
       quickbooks.as_numeric(wrapped.payload #> '{RecurringInfo,ScheduleInfo,NumInterval}') as interval_number,
       quickbooks.as_numeric(wrapped.payload #> '{RecurringInfo,ScheduleInfo,DayOfMonth}') as day_of_month,
       quickbooks.as_text(wrapped.payload #> '{RecurringInfo,ScheduleInfo,DayOfWeek}') as day_of_week,
       quickbooks.as_date(wrapped.payload #> '{RecurringInfo,ScheduleInfo,NextDate}') as next_date,
       quickbooks.as_date(wrapped.payload #> '{RecurringInfo,ScheduleInfo,PreviousDate}') as previous_date,
       quickbooks.as_date(wrapped.payload #> '{RecurringInfo,ScheduleInfo,StartDate}') as schedule_start_date,
       quickbooks.as_date(wrapped.payload #> '{RecurringInfo,ScheduleInfo,EndDate}') as schedule_end_date,
       quickbooks.as_numeric(wrapped.payload #> '{RecurringInfo,ScheduleInfo,MaxOccurrences}') as occurrences_max,
       quickbooks.as_text(wrapped.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_text(wrapped.payload #> '{VendorRef,value}') as vendor_id,
       quickbooks.as_numeric(wrapped.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_text(wrapped.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_timestamptz(wrapped.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_recurring_transactions
) as record
cross join lateral jsonb_each(record.payload) as wrapped (kind, payload);

create or replace view quickbooks.recurring_transaction as
select * from quickbooks.recurring_transaction_all where not _fivetran_deleted;
comment on view quickbooks.recurring_transaction is 'One row per QuickBooks RecurringTransaction.';
comment on column quickbooks.recurring_transaction.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.recurring_transaction.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.recurring_transaction.transaction_kind is 'What the template makes, as QuickBooks calls it.';
comment on column quickbooks.recurring_transaction.template_name is 'Name of the template. From RecurringInfo.Name.';
comment on column quickbooks.recurring_transaction.template_type is 'Automated, Reminded or UnScheduled. From RecurringInfo.RecurType.';
comment on column quickbooks.recurring_transaction.template_active is 'False where the template is not used any more. From RecurringInfo.Active.';
comment on column quickbooks.recurring_transaction.interval_type is 'Daily, Weekly, Monthly or Yearly. From RecurringInfo.ScheduleInfo.IntervalType.';
comment on column quickbooks.recurring_transaction.interval_number is 'How many of these lie between two times. From RecurringInfo.ScheduleInfo.NumInterval.';
comment on column quickbooks.recurring_transaction.day_of_month is 'Day of the month. From RecurringInfo.ScheduleInfo.DayOfMonth.';
comment on column quickbooks.recurring_transaction.day_of_week is 'Day of the week. From RecurringInfo.ScheduleInfo.DayOfWeek.';
comment on column quickbooks.recurring_transaction.next_date is 'When it is made next. From RecurringInfo.ScheduleInfo.NextDate.';
comment on column quickbooks.recurring_transaction.previous_date is 'When it was made last. From RecurringInfo.ScheduleInfo.PreviousDate.';
comment on column quickbooks.recurring_transaction.schedule_start_date is 'First time. From RecurringInfo.ScheduleInfo.StartDate.';
comment on column quickbooks.recurring_transaction.schedule_end_date is 'Last time. From RecurringInfo.ScheduleInfo.EndDate.';
comment on column quickbooks.recurring_transaction.occurrences_max is 'How many times at most. From RecurringInfo.ScheduleInfo.MaxOccurrences.';
comment on column quickbooks.recurring_transaction.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.recurring_transaction.vendor_id is 'An id of quickbooks.vendor. From VendorRef.value.';
comment on column quickbooks.recurring_transaction.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.recurring_transaction.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.recurring_transaction.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.recurring_transaction.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.recurring_transaction._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.recurring_transaction._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.refund_receipt_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'Balance') as balance,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_numeric(record.payload -> 'HomeTotalAmt') as home_total_amount,
       quickbooks.as_numeric(record.payload -> 'HomeBalance') as home_balance,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{ProjectRef,value}') as project_id,
       quickbooks.as_text(record.payload #> '{DepositToAccountRef,value}') as deposit_to_account_id,
       quickbooks.as_text(record.payload #> '{PaymentMethodRef,value}') as payment_method_id,
       quickbooks.as_text(record.payload -> 'PaymentRefNum') as payment_reference_number,
       quickbooks.as_text(record.payload -> 'PaymentType') as payment_type,
       quickbooks.as_text(record.payload #> '{BillAddr,Id}') as billing_address_id,
       quickbooks.as_text(record.payload #> '{ShipAddr,Id}') as shipping_address_id,
       quickbooks.as_text(record.payload #> '{ShipFromAddr,Id}') as ship_from_address_id,
       quickbooks.as_boolean(record.payload -> 'FreeFormAddress') as free_form_address,
       quickbooks.as_text(record.payload #> '{BillEmail,Address}') as bill_email,
       quickbooks.as_text(record.payload #> '{CustomerMemo,value}') as customer_memo,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload -> 'EmailStatus') as email_status,
       quickbooks.as_text(record.payload -> 'PrintStatus') as print_status,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_boolean(record.payload -> 'ApplyTaxAfterDiscount') as apply_tax_after_discount,
       quickbooks.as_text(record.payload #> '{TaxExemptionRef,value}') as tax_exemption_id,
       quickbooks.as_text(record.payload -> 'TxnSource') as transaction_source,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_text(record.payload #> '{CheckPayment,CheckNum}') as check_payment_check_number,
       quickbooks.as_text(record.payload #> '{CheckPayment,Status}') as check_payment_status,
       quickbooks.as_text(record.payload #> '{CheckPayment,NameOnAcct}') as check_payment_name_on_account,
       quickbooks.as_text(record.payload #> '{CheckPayment,AcctNum}') as check_payment_account_number,
       quickbooks.as_text(record.payload #> '{CheckPayment,BankName}') as check_payment_bank_name,
       quickbooks.as_numeric(record.payload #> '{CreditCardPayment,CreditChargeResponse,Amount}') as credit_card_amount,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,Status}') as credit_card_status,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,AuthCode}') as credit_card_auth_code,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,CCTransId}') as credit_card_cctrans_id,
       quickbooks.as_timestamptz(record.payload #> '{CreditCardPayment,CreditChargeResponse,TxnAuthorizationTime}') as credit_card_transaction_authorization_time,
       quickbooks.as_boolean(record.payload #> '{CreditCardPayment,CreditChargeInfo,ProcessPayment}') as credit_card_process_payment,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,Type}') as credit_card_type,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,NameOnAcct}') as credit_card_name_on_account,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,CcExpiryMonth}') as credit_card_cc_expiry_month,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,CcExpiryYear}') as credit_card_cc_expiry_year,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,BillAddrStreet}') as credit_card_billing_address_street,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,PostalCode}') as credit_card_postal_code,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_refund_receipts
) as record;

create or replace view quickbooks.refund_receipt as
select * from quickbooks.refund_receipt_all where not _fivetran_deleted;
comment on view quickbooks.refund_receipt is 'One row per QuickBooks RefundReceipt.';
comment on column quickbooks.refund_receipt.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.refund_receipt.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.refund_receipt.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.refund_receipt.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.refund_receipt.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.refund_receipt.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.refund_receipt.balance is 'What is still open. From Balance.';
comment on column quickbooks.refund_receipt.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.refund_receipt.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.refund_receipt.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.refund_receipt.home_total_amount is 'Total in the company''s currency. From HomeTotalAmt.';
comment on column quickbooks.refund_receipt.home_balance is 'What is still open, in the company''s currency. From HomeBalance.';
comment on column quickbooks.refund_receipt.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.refund_receipt.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.refund_receipt.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From ProjectRef.value.';
comment on column quickbooks.refund_receipt.deposit_to_account_id is 'An id of quickbooks.account. From DepositToAccountRef.value.';
comment on column quickbooks.refund_receipt.payment_method_id is 'An id of quickbooks.payment_method. From PaymentMethodRef.value.';
comment on column quickbooks.refund_receipt.payment_reference_number is 'Number of the check or of the transfer. From PaymentRefNum.';
comment on column quickbooks.refund_receipt.payment_type is 'How it was paid. From PaymentType.';
comment on column quickbooks.refund_receipt.billing_address_id is 'An id of quickbooks.address: where the bill goes. From BillAddr.Id.';
comment on column quickbooks.refund_receipt.shipping_address_id is 'An id of quickbooks.address: where the goods go. From ShipAddr.Id.';
comment on column quickbooks.refund_receipt.ship_from_address_id is 'An id of quickbooks.address: where the goods come from. From ShipFromAddr.Id.';
comment on column quickbooks.refund_receipt.free_form_address is 'True where the address is written as free text. From FreeFormAddress.';
comment on column quickbooks.refund_receipt.bill_email is 'E-mail address for the form. From BillEmail.Address.';
comment on column quickbooks.refund_receipt.customer_memo is 'Message to the customer. From CustomerMemo.value.';
comment on column quickbooks.refund_receipt.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.refund_receipt.email_status is 'NotSet, NeedToSend or EmailSent. From EmailStatus.';
comment on column quickbooks.refund_receipt.print_status is 'NotSet, NeedToPrint or PrintComplete. From PrintStatus.';
comment on column quickbooks.refund_receipt.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.refund_receipt.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.refund_receipt.apply_tax_after_discount is 'True where tax is on the amount after the discount. From ApplyTaxAfterDiscount.';
comment on column quickbooks.refund_receipt.tax_exemption_id is 'Reason for an exemption from tax, by its id in QuickBooks. From TaxExemptionRef.value.';
comment on column quickbooks.refund_receipt.transaction_source is 'What made the transaction. From TxnSource.';
comment on column quickbooks.refund_receipt.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.refund_receipt.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.refund_receipt.check_payment_check_number is 'Number of the check. From CheckPayment.CheckNum.';
comment on column quickbooks.refund_receipt.check_payment_status is 'State of the check. From CheckPayment.Status.';
comment on column quickbooks.refund_receipt.check_payment_name_on_account is 'Name on the bank account. From CheckPayment.NameOnAcct.';
comment on column quickbooks.refund_receipt.check_payment_account_number is 'Number of the bank account. From CheckPayment.AcctNum.';
comment on column quickbooks.refund_receipt.check_payment_bank_name is 'Name of the bank. From CheckPayment.BankName.';
comment on column quickbooks.refund_receipt.credit_card_amount is 'Amount charged to the card. From CreditCardPayment.CreditChargeResponse.Amount.';
comment on column quickbooks.refund_receipt.credit_card_status is 'State of the charge. From CreditCardPayment.CreditChargeResponse.Status.';
comment on column quickbooks.refund_receipt.credit_card_auth_code is 'Code of the authorization. From CreditCardPayment.CreditChargeResponse.AuthCode.';
comment on column quickbooks.refund_receipt.credit_card_cctrans_id is 'Number of the charge. From CreditCardPayment.CreditChargeResponse.CCTransId.';
comment on column quickbooks.refund_receipt.credit_card_transaction_authorization_time is 'When the charge was authorized. From CreditCardPayment.CreditChargeResponse.TxnAuthorizationTime.';
comment on column quickbooks.refund_receipt.credit_card_process_payment is 'True where QuickBooks charged the card. From CreditCardPayment.CreditChargeInfo.ProcessPayment.';
comment on column quickbooks.refund_receipt.credit_card_type is 'Kind of card. From CreditCardPayment.CreditChargeInfo.Type.';
comment on column quickbooks.refund_receipt.credit_card_name_on_account is 'Name on the card. From CreditCardPayment.CreditChargeInfo.NameOnAcct.';
comment on column quickbooks.refund_receipt.credit_card_cc_expiry_month is 'Month in which the card ends. From CreditCardPayment.CreditChargeInfo.CcExpiryMonth.';
comment on column quickbooks.refund_receipt.credit_card_cc_expiry_year is 'Year in which the card ends. From CreditCardPayment.CreditChargeInfo.CcExpiryYear.';
comment on column quickbooks.refund_receipt.credit_card_billing_address_street is 'Street of the card''s holder. From CreditCardPayment.CreditChargeInfo.BillAddrStreet.';
comment on column quickbooks.refund_receipt.credit_card_postal_code is 'Postal code of the card''s holder. From CreditCardPayment.CreditChargeInfo.PostalCode.';
comment on column quickbooks.refund_receipt.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.refund_receipt.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.refund_receipt._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.refund_receipt._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.refund_receipt_line as
select record.id as refund_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as sales_item_unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as sales_item_class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as sales_item_service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as sales_item_discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as sales_item_discount_amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxClassificationRef,value}') as sales_item_tax_classification_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,DiscountAccountRef,value}') as discount_account_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,ClassRef,value}') as discount_class_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,TaxCodeRef,value}') as discount_tax_code_id,
       quickbooks.as_boolean(element.value #> '{DiscountLineDetail,PercentBased}') as discount_percent_based,
       quickbooks.as_numeric(element.value #> '{DiscountLineDetail,DiscountPercent}') as discount_discount_percent,
       quickbooks.as_text(element.value #> '{GroupLineDetail,GroupItemRef,value}') as bundle_id,
       quickbooks.as_numeric(element.value #> '{GroupLineDetail,Quantity}') as bundle_quantity,
       quickbooks.as_date(element.value #> '{DescriptionLineDetail,ServiceDate}') as description_service_date,
       quickbooks.as_text(element.value #> '{DescriptionLineDetail,TaxCodeRef,value}') as description_tax_code_id,
       quickbooks.as_text(element.value #> '{SubTotalLineDetail,ItemRef,value}') as sub_total_item_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_refund_receipts
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.refund_receipt_line is 'One row per line of a QuickBooks RefundReceipt.';
comment on column quickbooks.refund_receipt_line.refund_id is 'The id of the row''s record, in quickbooks.refund.';
comment on column quickbooks.refund_receipt_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.refund_receipt_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.refund_receipt_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.refund_receipt_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.refund_receipt_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.refund_receipt_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.refund_receipt_line.sales_item_item_id is 'An id of quickbooks.item. From Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.refund_receipt_line.sales_item_quantity is 'How many were sold. From Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.refund_receipt_line.sales_item_unit_price is 'Price of one. From Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.refund_receipt_line.sales_item_account_id is 'An id of quickbooks.account. From Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.refund_receipt_line.sales_item_class_id is 'An id of quickbooks.class. From Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.refund_receipt_line.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.refund_receipt_line.sales_item_service_date is 'When the service was given. From Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.refund_receipt_line.sales_item_discount_rate is 'Discount of the line in percent. From Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.refund_receipt_line.sales_item_discount_amount is 'Discount of the line. From Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.refund_receipt_line.sales_item_tax_classification_id is 'Tax classification, by its id in QuickBooks. From Line[].SalesItemLineDetail.TaxClassificationRef.value.';
comment on column quickbooks.refund_receipt_line.discount_account_id is 'An id of quickbooks.account. From Line[].DiscountLineDetail.DiscountAccountRef.value.';
comment on column quickbooks.refund_receipt_line.discount_class_id is 'An id of quickbooks.class. From Line[].DiscountLineDetail.ClassRef.value.';
comment on column quickbooks.refund_receipt_line.discount_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DiscountLineDetail.TaxCodeRef.value.';
comment on column quickbooks.refund_receipt_line.discount_percent_based is 'True where the discount is a percentage. From Line[].DiscountLineDetail.PercentBased.';
comment on column quickbooks.refund_receipt_line.discount_discount_percent is 'Discount in percent. From Line[].DiscountLineDetail.DiscountPercent.';
comment on column quickbooks.refund_receipt_line.bundle_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.GroupItemRef.value.';
comment on column quickbooks.refund_receipt_line.bundle_quantity is 'How many bundles were sold. From Line[].GroupLineDetail.Quantity.';
comment on column quickbooks.refund_receipt_line.description_service_date is 'Date of a line that only describes. From Line[].DescriptionLineDetail.ServiceDate.';
comment on column quickbooks.refund_receipt_line.description_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DescriptionLineDetail.TaxCodeRef.value.';
comment on column quickbooks.refund_receipt_line.sub_total_item_id is 'An id of quickbooks.item. From Line[].SubTotalLineDetail.ItemRef.value.';
comment on column quickbooks.refund_receipt_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.refund_receipt_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.refund_receipt_line_bundle as
select record.id as refund_receipt_id,
       (element.place - 1)::integer as index,
       (holder.place - 1)::integer as refund_receipt_line_index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_text(element.value -> 'LineNum') as line_num,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as discount_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_refund_receipts
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as holder (value, place)
cross join lateral jsonb_array_elements(quickbooks.as_array(holder.value #> '{GroupLineDetail,Line}')) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.refund_receipt_line_bundle is 'One row per line inside of a bundle of a QuickBooks RefundReceipt.';
comment on column quickbooks.refund_receipt_line_bundle.refund_receipt_id is 'The id of the row''s record, in quickbooks.refund_receipt.';
comment on column quickbooks.refund_receipt_line_bundle.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.refund_receipt_line_bundle.refund_receipt_line_index is 'Place of the line that holds it, from 0.';
comment on column quickbooks.refund_receipt_line_bundle.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].GroupLineDetail.Line[].Id.';
comment on column quickbooks.refund_receipt_line_bundle.line_num is 'The line''s number in QuickBooks. From Line[].GroupLineDetail.Line[].LineNum.';
comment on column quickbooks.refund_receipt_line_bundle.description is 'Description. From Line[].GroupLineDetail.Line[].Description.';
comment on column quickbooks.refund_receipt_line_bundle.amount is 'Amount, in the currency of the transaction. From Line[].GroupLineDetail.Line[].Amount.';
comment on column quickbooks.refund_receipt_line_bundle.sales_item_item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.refund_receipt_line_bundle.sales_item_quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.refund_receipt_line_bundle.sales_item_account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.refund_receipt_line_bundle.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.refund_receipt_line_bundle.item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.refund_receipt_line_bundle.quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.refund_receipt_line_bundle.unit_price is 'Price of one. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.refund_receipt_line_bundle.account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.refund_receipt_line_bundle.class_id is 'An id of quickbooks.class. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.refund_receipt_line_bundle.tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.refund_receipt_line_bundle.service_date is 'When the service was given. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.refund_receipt_line_bundle.discount_rate is 'Discount of the line in percent. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.refund_receipt_line_bundle.discount_amount is 'Discount of the line. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.refund_receipt_line_bundle.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].GroupLineDetail.Line[].DetailType.';
comment on column quickbooks.refund_receipt_line_bundle._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.refund_receipt_line_bundle.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.refund_receipt_tax_line as
select record.id as refund_receipt_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_refund_receipts
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.refund_receipt_tax_line is 'One row per line of tax of a QuickBooks RefundReceipt.';
comment on column quickbooks.refund_receipt_tax_line.refund_receipt_id is 'The id of the row''s record, in quickbooks.refund_receipt.';
comment on column quickbooks.refund_receipt_tax_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.refund_receipt_tax_line.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.refund_receipt_tax_line.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.refund_receipt_tax_line.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.refund_receipt_tax_line.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.refund_receipt_tax_line.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.refund_receipt_tax_line.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.refund_receipt_tax_line.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.refund_receipt_tax_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.refund_receipt_tax_line._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.refund_receipt_tax_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.refund_receipt_tax_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.reimburse_charge_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_numeric(record.payload -> 'Amount') as amount,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_boolean(record.payload -> 'HasBeenInvoiced') as has_been_invoiced,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_reimburse_charges
) as record;

create or replace view quickbooks.reimburse_charge as
select * from quickbooks.reimburse_charge_all where not _fivetran_deleted;
comment on view quickbooks.reimburse_charge is 'One row per QuickBooks ReimburseCharge.';
comment on column quickbooks.reimburse_charge.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.reimburse_charge.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.reimburse_charge.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.reimburse_charge.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.reimburse_charge.amount is 'Amount, in the currency of the transaction. From Amount.';
comment on column quickbooks.reimburse_charge.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.reimburse_charge.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.reimburse_charge.has_been_invoiced is 'True where the customer was billed for it. From HasBeenInvoiced.';
comment on column quickbooks.reimburse_charge.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.reimburse_charge.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.reimburse_charge.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.reimburse_charge._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.reimburse_charge._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.reimburse_charge_line as
select record.id as reimburse_charge_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{ReimburseLineDetail,ItemAccountRef,value}') as account_id,
       quickbooks.as_text(element.value #> '{ReimburseLineDetail,ItemRef,value}') as item_id,
       quickbooks.as_numeric(element.value #> '{ReimburseLineDetail,Qty}') as quantity,
       quickbooks.as_numeric(element.value #> '{ReimburseLineDetail,UnitPrice}') as unit_price,
       quickbooks.as_text(element.value #> '{ReimburseLineDetail,TaxCodeRef,value}') as tax_code_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_reimburse_charges
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.reimburse_charge_line is 'One row per line of a QuickBooks ReimburseCharge.';
comment on column quickbooks.reimburse_charge_line.reimburse_charge_id is 'The id of the row''s record, in quickbooks.reimburse_charge.';
comment on column quickbooks.reimburse_charge_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.reimburse_charge_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.reimburse_charge_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.reimburse_charge_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.reimburse_charge_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.reimburse_charge_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.reimburse_charge_line.account_id is 'An id of quickbooks.account. From Line[].ReimburseLineDetail.ItemAccountRef.value.';
comment on column quickbooks.reimburse_charge_line.item_id is 'An id of quickbooks.item. From Line[].ReimburseLineDetail.ItemRef.value.';
comment on column quickbooks.reimburse_charge_line.quantity is 'How many were sold. From Line[].ReimburseLineDetail.Qty.';
comment on column quickbooks.reimburse_charge_line.unit_price is 'Price of one. From Line[].ReimburseLineDetail.UnitPrice.';
comment on column quickbooks.reimburse_charge_line.tax_code_id is 'An id of quickbooks.tax_code. From Line[].ReimburseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.reimburse_charge_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.reimburse_charge_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.sales_receipt_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'Balance') as balance,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_numeric(record.payload -> 'HomeTotalAmt') as home_total_amount,
       quickbooks.as_numeric(record.payload -> 'HomeBalance') as home_balance,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{ProjectRef,value}') as project_id,
       quickbooks.as_text(record.payload #> '{DepositToAccountRef,value}') as deposit_to_account_id,
       quickbooks.as_text(record.payload #> '{PaymentMethodRef,value}') as payment_method_id,
       quickbooks.as_text(record.payload -> 'PaymentRefNum') as payment_reference_number,
       quickbooks.as_date(record.payload -> 'ShipDate') as ship_date,
       quickbooks.as_text(record.payload #> '{ShipMethodRef,value}') as ship_method_id,
       quickbooks.as_text(record.payload -> 'TrackingNum') as tracking_number,
       quickbooks.as_text(record.payload #> '{DeliveryInfo,DeliveryType}') as delivery_type,
       quickbooks.as_timestamptz(record.payload #> '{DeliveryInfo,DeliveryTime}') as delivery_time,
       quickbooks.as_text(record.payload #> '{BillAddr,Id}') as billing_address_id,
       quickbooks.as_text(record.payload #> '{ShipAddr,Id}') as shipping_address_id,
       quickbooks.as_text(record.payload #> '{ShipFromAddr,Id}') as ship_from_address_id,
       quickbooks.as_boolean(record.payload -> 'FreeFormAddress') as free_form_address,
       quickbooks.as_text(record.payload #> '{BillEmail,Address}') as bill_email,
       quickbooks.as_text(record.payload #> '{CustomerMemo,value}') as customer_memo,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload -> 'EmailStatus') as email_status,
       quickbooks.as_text(record.payload -> 'PrintStatus') as print_status,
       quickbooks.as_text(record.payload #> '{TxnTaxDetail,TxnTaxCodeRef,value}') as tax_code_id,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_boolean(record.payload -> 'ApplyTaxAfterDiscount') as apply_tax_after_discount,
       quickbooks.as_text(record.payload #> '{TaxExemptionRef,value}') as tax_exemption_id,
       quickbooks.as_text(record.payload -> 'TxnSource') as transaction_source,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_text(record.payload -> 'TransactionLocationType') as transaction_location_type,
       quickbooks.as_numeric(record.payload #> '{CreditCardPayment,CreditChargeResponse,Amount}') as credit_card_amount,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,Status}') as credit_card_status,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,AuthCode}') as credit_card_auth_code,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeResponse,CCTransId}') as credit_card_cctrans_id,
       quickbooks.as_timestamptz(record.payload #> '{CreditCardPayment,CreditChargeResponse,TxnAuthorizationTime}') as credit_card_transaction_authorization_time,
       quickbooks.as_boolean(record.payload #> '{CreditCardPayment,CreditChargeInfo,ProcessPayment}') as credit_card_process_payment,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,Type}') as credit_card_type,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,NameOnAcct}') as credit_card_name_on_account,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,CcExpiryMonth}') as credit_card_cc_expiry_month,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,CcExpiryYear}') as credit_card_cc_expiry_year,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,BillAddrStreet}') as credit_card_billing_address_street,
       quickbooks.as_text(record.payload #> '{CreditCardPayment,CreditChargeInfo,PostalCode}') as credit_card_postal_code,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_sales_receipts
) as record;

create or replace view quickbooks.sales_receipt as
select * from quickbooks.sales_receipt_all where not _fivetran_deleted;
comment on view quickbooks.sales_receipt is 'One row per QuickBooks SalesReceipt.';
comment on column quickbooks.sales_receipt.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.sales_receipt.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.sales_receipt.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.sales_receipt.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.sales_receipt.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.sales_receipt.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.sales_receipt.balance is 'What is still open. From Balance.';
comment on column quickbooks.sales_receipt.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.sales_receipt.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.sales_receipt.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.sales_receipt.home_total_amount is 'Total in the company''s currency. From HomeTotalAmt.';
comment on column quickbooks.sales_receipt.home_balance is 'What is still open, in the company''s currency. From HomeBalance.';
comment on column quickbooks.sales_receipt.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.sales_receipt.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.sales_receipt.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From ProjectRef.value.';
comment on column quickbooks.sales_receipt.deposit_to_account_id is 'An id of quickbooks.account. From DepositToAccountRef.value.';
comment on column quickbooks.sales_receipt.payment_method_id is 'An id of quickbooks.payment_method. From PaymentMethodRef.value.';
comment on column quickbooks.sales_receipt.payment_reference_number is 'Number of the check or of the transfer. From PaymentRefNum.';
comment on column quickbooks.sales_receipt.ship_date is 'When the goods were sent. From ShipDate.';
comment on column quickbooks.sales_receipt.ship_method_id is 'How the goods were sent. From ShipMethodRef.value.';
comment on column quickbooks.sales_receipt.tracking_number is 'Number to follow the goods by. From TrackingNum.';
comment on column quickbooks.sales_receipt.delivery_type is 'How the form was sent. From DeliveryInfo.DeliveryType.';
comment on column quickbooks.sales_receipt.delivery_time is 'When the form was sent. From DeliveryInfo.DeliveryTime.';
comment on column quickbooks.sales_receipt.billing_address_id is 'An id of quickbooks.address: where the bill goes. From BillAddr.Id.';
comment on column quickbooks.sales_receipt.shipping_address_id is 'An id of quickbooks.address: where the goods go. From ShipAddr.Id.';
comment on column quickbooks.sales_receipt.ship_from_address_id is 'An id of quickbooks.address: where the goods come from. From ShipFromAddr.Id.';
comment on column quickbooks.sales_receipt.free_form_address is 'True where the address is written as free text. From FreeFormAddress.';
comment on column quickbooks.sales_receipt.bill_email is 'E-mail address for the form. From BillEmail.Address.';
comment on column quickbooks.sales_receipt.customer_memo is 'Message to the customer. From CustomerMemo.value.';
comment on column quickbooks.sales_receipt.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.sales_receipt.email_status is 'NotSet, NeedToSend or EmailSent. From EmailStatus.';
comment on column quickbooks.sales_receipt.print_status is 'NotSet, NeedToPrint or PrintComplete. From PrintStatus.';
comment on column quickbooks.sales_receipt.tax_code_id is 'An id of quickbooks.tax_code. From TxnTaxDetail.TxnTaxCodeRef.value.';
comment on column quickbooks.sales_receipt.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.sales_receipt.apply_tax_after_discount is 'True where tax is on the amount after the discount. From ApplyTaxAfterDiscount.';
comment on column quickbooks.sales_receipt.tax_exemption_id is 'Reason for an exemption from tax, by its id in QuickBooks. From TaxExemptionRef.value.';
comment on column quickbooks.sales_receipt.transaction_source is 'What made the transaction. From TxnSource.';
comment on column quickbooks.sales_receipt.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.sales_receipt.transaction_location_type is 'Where the sale took place, for French tax. From TransactionLocationType.';
comment on column quickbooks.sales_receipt.credit_card_amount is 'Amount charged to the card. From CreditCardPayment.CreditChargeResponse.Amount.';
comment on column quickbooks.sales_receipt.credit_card_status is 'State of the charge. From CreditCardPayment.CreditChargeResponse.Status.';
comment on column quickbooks.sales_receipt.credit_card_auth_code is 'Code of the authorization. From CreditCardPayment.CreditChargeResponse.AuthCode.';
comment on column quickbooks.sales_receipt.credit_card_cctrans_id is 'Number of the charge. From CreditCardPayment.CreditChargeResponse.CCTransId.';
comment on column quickbooks.sales_receipt.credit_card_transaction_authorization_time is 'When the charge was authorized. From CreditCardPayment.CreditChargeResponse.TxnAuthorizationTime.';
comment on column quickbooks.sales_receipt.credit_card_process_payment is 'True where QuickBooks charged the card. From CreditCardPayment.CreditChargeInfo.ProcessPayment.';
comment on column quickbooks.sales_receipt.credit_card_type is 'Kind of card. From CreditCardPayment.CreditChargeInfo.Type.';
comment on column quickbooks.sales_receipt.credit_card_name_on_account is 'Name on the card. From CreditCardPayment.CreditChargeInfo.NameOnAcct.';
comment on column quickbooks.sales_receipt.credit_card_cc_expiry_month is 'Month in which the card ends. From CreditCardPayment.CreditChargeInfo.CcExpiryMonth.';
comment on column quickbooks.sales_receipt.credit_card_cc_expiry_year is 'Year in which the card ends. From CreditCardPayment.CreditChargeInfo.CcExpiryYear.';
comment on column quickbooks.sales_receipt.credit_card_billing_address_street is 'Street of the card''s holder. From CreditCardPayment.CreditChargeInfo.BillAddrStreet.';
comment on column quickbooks.sales_receipt.credit_card_postal_code is 'Postal code of the card''s holder. From CreditCardPayment.CreditChargeInfo.PostalCode.';
comment on column quickbooks.sales_receipt.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.sales_receipt.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.sales_receipt._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.sales_receipt._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.sales_receipt_line as
select record.id as sales_receipt_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as sales_item_unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as sales_item_class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as sales_item_service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as sales_item_discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as sales_item_discount_amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxClassificationRef,value}') as sales_item_tax_classification_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,DiscountAccountRef,value}') as discount_account_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,ClassRef,value}') as discount_class_id,
       quickbooks.as_text(element.value #> '{DiscountLineDetail,TaxCodeRef,value}') as discount_tax_code_id,
       quickbooks.as_boolean(element.value #> '{DiscountLineDetail,PercentBased}') as discount_percent_based,
       quickbooks.as_numeric(element.value #> '{DiscountLineDetail,DiscountPercent}') as discount_discount_percent,
       quickbooks.as_text(element.value #> '{GroupLineDetail,GroupItemRef,value}') as bundle_id,
       quickbooks.as_numeric(element.value #> '{GroupLineDetail,Quantity}') as bundle_quantity,
       quickbooks.as_date(element.value #> '{DescriptionLineDetail,ServiceDate}') as description_service_date,
       quickbooks.as_text(element.value #> '{DescriptionLineDetail,TaxCodeRef,value}') as description_tax_code_id,
       quickbooks.as_text(element.value #> '{SubTotalLineDetail,ItemRef,value}') as sub_total_item_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_sales_receipts
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.sales_receipt_line is 'One row per line of a QuickBooks SalesReceipt.';
comment on column quickbooks.sales_receipt_line.sales_receipt_id is 'The id of the row''s record, in quickbooks.sales_receipt.';
comment on column quickbooks.sales_receipt_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.sales_receipt_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.sales_receipt_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.sales_receipt_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.sales_receipt_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.sales_receipt_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.sales_receipt_line.sales_item_item_id is 'An id of quickbooks.item. From Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.sales_receipt_line.sales_item_quantity is 'How many were sold. From Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.sales_receipt_line.sales_item_unit_price is 'Price of one. From Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.sales_receipt_line.sales_item_account_id is 'An id of quickbooks.account. From Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.sales_receipt_line.sales_item_class_id is 'An id of quickbooks.class. From Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.sales_receipt_line.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.sales_receipt_line.sales_item_service_date is 'When the service was given. From Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.sales_receipt_line.sales_item_discount_rate is 'Discount of the line in percent. From Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.sales_receipt_line.sales_item_discount_amount is 'Discount of the line. From Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.sales_receipt_line.sales_item_tax_classification_id is 'Tax classification, by its id in QuickBooks. From Line[].SalesItemLineDetail.TaxClassificationRef.value.';
comment on column quickbooks.sales_receipt_line.discount_account_id is 'An id of quickbooks.account. From Line[].DiscountLineDetail.DiscountAccountRef.value.';
comment on column quickbooks.sales_receipt_line.discount_class_id is 'An id of quickbooks.class. From Line[].DiscountLineDetail.ClassRef.value.';
comment on column quickbooks.sales_receipt_line.discount_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DiscountLineDetail.TaxCodeRef.value.';
comment on column quickbooks.sales_receipt_line.discount_percent_based is 'True where the discount is a percentage. From Line[].DiscountLineDetail.PercentBased.';
comment on column quickbooks.sales_receipt_line.discount_discount_percent is 'Discount in percent. From Line[].DiscountLineDetail.DiscountPercent.';
comment on column quickbooks.sales_receipt_line.bundle_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.GroupItemRef.value.';
comment on column quickbooks.sales_receipt_line.bundle_quantity is 'How many bundles were sold. From Line[].GroupLineDetail.Quantity.';
comment on column quickbooks.sales_receipt_line.description_service_date is 'Date of a line that only describes. From Line[].DescriptionLineDetail.ServiceDate.';
comment on column quickbooks.sales_receipt_line.description_tax_code_id is 'An id of quickbooks.tax_code. From Line[].DescriptionLineDetail.TaxCodeRef.value.';
comment on column quickbooks.sales_receipt_line.sub_total_item_id is 'An id of quickbooks.item. From Line[].SubTotalLineDetail.ItemRef.value.';
comment on column quickbooks.sales_receipt_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.sales_receipt_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.sales_receipt_line_bundle as
select record.id as sales_receipt_id,
       (element.place - 1)::integer as index,
       (holder.place - 1)::integer as sales_receipt_line_index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_text(element.value -> 'LineNum') as line_num,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as sales_item_item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as sales_item_quantity,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as sales_item_account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as sales_item_tax_code_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemRef,value}') as item_id,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,Qty}') as quantity,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,UnitPrice}') as unit_price,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ItemAccountRef,value}') as account_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,ClassRef,value}') as class_id,
       quickbooks.as_text(element.value #> '{SalesItemLineDetail,TaxCodeRef,value}') as tax_code_id,
       quickbooks.as_date(element.value #> '{SalesItemLineDetail,ServiceDate}') as service_date,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountRate}') as discount_rate,
       quickbooks.as_numeric(element.value #> '{SalesItemLineDetail,DiscountAmt}') as discount_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_sales_receipts
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as holder (value, place)
cross join lateral jsonb_array_elements(quickbooks.as_array(holder.value #> '{GroupLineDetail,Line}')) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.sales_receipt_line_bundle is 'One row per line inside of a bundle of a QuickBooks SalesReceipt.';
comment on column quickbooks.sales_receipt_line_bundle.sales_receipt_id is 'The id of the row''s record, in quickbooks.sales_receipt.';
comment on column quickbooks.sales_receipt_line_bundle.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.sales_receipt_line_bundle.sales_receipt_line_index is 'Place of the line that holds it, from 0.';
comment on column quickbooks.sales_receipt_line_bundle.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].GroupLineDetail.Line[].Id.';
comment on column quickbooks.sales_receipt_line_bundle.line_num is 'The line''s number in QuickBooks. From Line[].GroupLineDetail.Line[].LineNum.';
comment on column quickbooks.sales_receipt_line_bundle.description is 'Description. From Line[].GroupLineDetail.Line[].Description.';
comment on column quickbooks.sales_receipt_line_bundle.amount is 'Amount, in the currency of the transaction. From Line[].GroupLineDetail.Line[].Amount.';
comment on column quickbooks.sales_receipt_line_bundle.sales_item_item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.sales_receipt_line_bundle.sales_item_quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.sales_receipt_line_bundle.sales_item_account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.sales_receipt_line_bundle.sales_item_tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.sales_receipt_line_bundle.item_id is 'An id of quickbooks.item. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemRef.value.';
comment on column quickbooks.sales_receipt_line_bundle.quantity is 'How many were sold. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.Qty.';
comment on column quickbooks.sales_receipt_line_bundle.unit_price is 'Price of one. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.UnitPrice.';
comment on column quickbooks.sales_receipt_line_bundle.account_id is 'An id of quickbooks.account. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ItemAccountRef.value.';
comment on column quickbooks.sales_receipt_line_bundle.class_id is 'An id of quickbooks.class. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ClassRef.value.';
comment on column quickbooks.sales_receipt_line_bundle.tax_code_id is 'An id of quickbooks.tax_code. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.TaxCodeRef.value.';
comment on column quickbooks.sales_receipt_line_bundle.service_date is 'When the service was given. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.ServiceDate.';
comment on column quickbooks.sales_receipt_line_bundle.discount_rate is 'Discount of the line in percent. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountRate.';
comment on column quickbooks.sales_receipt_line_bundle.discount_amount is 'Discount of the line. From Line[].GroupLineDetail.Line[].SalesItemLineDetail.DiscountAmt.';
comment on column quickbooks.sales_receipt_line_bundle.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].GroupLineDetail.Line[].DetailType.';
comment on column quickbooks.sales_receipt_line_bundle._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.sales_receipt_line_bundle.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.sales_receipt_tax_line as
select record.id as sales_receipt_id,
       (element.place - 1)::integer as index,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value #> '{TaxLineDetail,TaxRateRef,value}') as tax_rate_id,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxPercent}') as tax_percent,
       quickbooks.as_boolean(element.value #> '{TaxLineDetail,PercentBased}') as percent_based,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,NetAmountTaxable}') as net_amount_taxable,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,TaxInclusiveAmount}') as tax_inclusive_amount,
       quickbooks.as_numeric(element.value #> '{TaxLineDetail,OverrideDeltaAmount}') as override_delta_amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload #> '{TxnTaxDetail,TaxLine}') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_sales_receipts
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.sales_receipt_tax_line is 'One row per line of tax of a QuickBooks SalesReceipt.';
comment on column quickbooks.sales_receipt_tax_line.sales_receipt_id is 'The id of the row''s record, in quickbooks.sales_receipt.';
comment on column quickbooks.sales_receipt_tax_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.sales_receipt_tax_line.amount is 'Amount, in the currency of the transaction. From TxnTaxDetail.TaxLine[].Amount.';
comment on column quickbooks.sales_receipt_tax_line.tax_rate_id is 'An id of quickbooks.tax_rate. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxRateRef.value.';
comment on column quickbooks.sales_receipt_tax_line.tax_percent is 'Rate in percent. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxPercent.';
comment on column quickbooks.sales_receipt_tax_line.percent_based is 'True where the tax is a percentage. From TxnTaxDetail.TaxLine[].TaxLineDetail.PercentBased.';
comment on column quickbooks.sales_receipt_tax_line.net_amount_taxable is 'Amount that the tax is on. From TxnTaxDetail.TaxLine[].TaxLineDetail.NetAmountTaxable.';
comment on column quickbooks.sales_receipt_tax_line.tax_inclusive_amount is 'That amount with tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.TaxInclusiveAmount.';
comment on column quickbooks.sales_receipt_tax_line.override_delta_amount is 'By how much a person changed the tax. From TxnTaxDetail.TaxLine[].TaxLineDetail.OverrideDeltaAmount.';
comment on column quickbooks.sales_receipt_tax_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From TxnTaxDetail.TaxLine[].DetailType.';
comment on column quickbooks.sales_receipt_tax_line._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.sales_receipt_tax_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.sales_receipt_tax_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.sales_receipt_linked_txn as
select record.id as sales_receipt_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'TxnId') as transaction_id,
       quickbooks.as_text(element.value -> 'TxnType') as transaction_type,
       quickbooks.as_text(element.value -> 'TxnLineId') as transaction_line_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'LinkedTxn') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_sales_receipts
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.sales_receipt_linked_txn is 'One row per link to another transaction of a QuickBooks SalesReceipt.';
comment on column quickbooks.sales_receipt_linked_txn.sales_receipt_id is 'The id of the row''s record, in quickbooks.sales_receipt.';
comment on column quickbooks.sales_receipt_linked_txn.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.sales_receipt_linked_txn.transaction_id is 'Id of the linked transaction. From LinkedTxn[].TxnId.';
comment on column quickbooks.sales_receipt_linked_txn.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From LinkedTxn[].TxnType.';
comment on column quickbooks.sales_receipt_linked_txn.transaction_line_id is 'Line of the linked transaction. From LinkedTxn[].TxnLineId.';
comment on column quickbooks.sales_receipt_linked_txn._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.sales_receipt_linked_txn.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.tax_payment_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_date(record.payload -> 'PaymentDate') as payment_date,
       quickbooks.as_numeric(record.payload -> 'PaymentAmount') as payment_amount,
       quickbooks.as_text(record.payload #> '{PaymentAccountRef,value}') as payment_account_id,
       quickbooks.as_boolean(record.payload -> 'Refund') as refund,
       quickbooks.as_text(record.payload -> 'Description') as description,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_tax_payments
) as record;

create or replace view quickbooks.tax_payment as
select * from quickbooks.tax_payment_all where not _fivetran_deleted;
comment on view quickbooks.tax_payment is 'One row per QuickBooks TaxPayment.';
comment on column quickbooks.tax_payment.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.tax_payment.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.tax_payment.payment_date is 'When the tax was paid. From PaymentDate.';
comment on column quickbooks.tax_payment.payment_amount is 'Tax paid or refunded. From PaymentAmount.';
comment on column quickbooks.tax_payment.payment_account_id is 'An id of quickbooks.account. From PaymentAccountRef.value.';
comment on column quickbooks.tax_payment.refund is 'True for a refund of tax. From Refund.';
comment on column quickbooks.tax_payment.description is 'Description. From Description.';
comment on column quickbooks.tax_payment.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.tax_payment.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.tax_payment._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.tax_payment._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.time_activity_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload -> 'NameOf') as name_of,
       quickbooks.as_text(record.payload #> '{EmployeeRef,value}') as employee_id,
       quickbooks.as_text(record.payload #> '{VendorRef,value}') as vendor_id,
       quickbooks.as_text(record.payload #> '{CustomerRef,value}') as customer_id,
       quickbooks.as_text(record.payload #> '{ItemRef,value}') as item_id,
       quickbooks.as_text(record.payload #> '{ClassRef,value}') as class_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{ProjectRef,value}') as project_id,
       quickbooks.as_text(record.payload #> '{PayrollItemRef,value}') as payroll_item_id,
       quickbooks.as_text(record.payload -> 'BillableStatus') as billable_status,
       quickbooks.as_boolean(record.payload -> 'Taxable') as taxable,
       quickbooks.as_numeric(record.payload -> 'HourlyRate') as hourly_rate,
       quickbooks.as_numeric(record.payload -> 'CostRate') as cost_rate,
       quickbooks.as_numeric(record.payload -> 'Hours') as hours,
       quickbooks.as_numeric(record.payload -> 'Minutes') as minutes,
       quickbooks.as_numeric(record.payload -> 'BreakHours') as break_hours,
       quickbooks.as_numeric(record.payload -> 'BreakMinutes') as break_minutes,
       quickbooks.as_timestamptz(record.payload -> 'StartTime') as start_time,
       quickbooks.as_timestamptz(record.payload -> 'EndTime') as end_time,
       quickbooks.as_text(record.payload -> 'Description') as description,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_time_activities
) as record;

create or replace view quickbooks.time_activity as
select * from quickbooks.time_activity_all where not _fivetran_deleted;
comment on view quickbooks.time_activity is 'One row per QuickBooks TimeActivity.';
comment on column quickbooks.time_activity.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.time_activity.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.time_activity.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.time_activity.name_of is 'Whose hours: Employee or Vendor. From NameOf.';
comment on column quickbooks.time_activity.employee_id is 'An id of quickbooks.employee. From EmployeeRef.value.';
comment on column quickbooks.time_activity.vendor_id is 'An id of quickbooks.vendor. From VendorRef.value.';
comment on column quickbooks.time_activity.customer_id is 'An id of quickbooks.customer. From CustomerRef.value.';
comment on column quickbooks.time_activity.item_id is 'An id of quickbooks.item. From ItemRef.value.';
comment on column quickbooks.time_activity.class_id is 'An id of quickbooks.class. From ClassRef.value.';
comment on column quickbooks.time_activity.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.time_activity.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From ProjectRef.value.';
comment on column quickbooks.time_activity.payroll_item_id is 'Pay item, by its id in QuickBooks. From PayrollItemRef.value.';
comment on column quickbooks.time_activity.billable_status is 'Billable, NotBillable or HasBeenBilled. From BillableStatus.';
comment on column quickbooks.time_activity.taxable is 'True where sales tax applies. From Taxable.';
comment on column quickbooks.time_activity.hourly_rate is 'Price of an hour. From HourlyRate.';
comment on column quickbooks.time_activity.cost_rate is 'Cost of an hour. From CostRate.';
comment on column quickbooks.time_activity.hours is 'Hours. From Hours.';
comment on column quickbooks.time_activity.minutes is 'Minutes beside the hours. From Minutes.';
comment on column quickbooks.time_activity.break_hours is 'Hours of rest. From BreakHours.';
comment on column quickbooks.time_activity.break_minutes is 'Minutes of rest. From BreakMinutes.';
comment on column quickbooks.time_activity.start_time is 'When work began. From StartTime.';
comment on column quickbooks.time_activity.end_time is 'When work ended. From EndTime.';
comment on column quickbooks.time_activity.description is 'Description. From Description.';
comment on column quickbooks.time_activity.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.time_activity.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.time_activity._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.time_activity._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.transfer_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_numeric(record.payload -> 'Amount') as amount,
       quickbooks.as_text(record.payload #> '{FromAccountRef,value}') as from_account_id,
       quickbooks.as_text(record.payload #> '{ToAccountRef,value}') as to_account_id,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_transfers
) as record;

create or replace view quickbooks.transfer as
select * from quickbooks.transfer_all where not _fivetran_deleted;
comment on view quickbooks.transfer is 'One row per QuickBooks Transfer.';
comment on column quickbooks.transfer.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.transfer.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.transfer.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.transfer.amount is 'Amount, in the currency of the transaction. From Amount.';
comment on column quickbooks.transfer.from_account_id is 'An id of quickbooks.account. From FromAccountRef.value.';
comment on column quickbooks.transfer.to_account_id is 'An id of quickbooks.account. From ToAccountRef.value.';
comment on column quickbooks.transfer.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.transfer.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.transfer.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.transfer.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.transfer.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.transfer._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.transfer._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.vendor_credit_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'DocNumber') as doc_number,
       quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date,
       quickbooks.as_text(record.payload #> '{VendorRef,value}') as vendor_id,
       quickbooks.as_numeric(record.payload -> 'TotalAmt') as total_amount,
       quickbooks.as_numeric(record.payload -> 'Balance') as balance,
       quickbooks.as_numeric(record.payload #> '{TxnTaxDetail,TotalTax}') as total_tax,
       quickbooks.as_text(record.payload #> '{CurrencyRef,value}') as currency_id,
       quickbooks.as_numeric(record.payload -> 'ExchangeRate') as exchange_rate,
       quickbooks.as_text(record.payload #> '{APAccountRef,value}') as payable_account_id,
       quickbooks.as_text(record.payload #> '{DepartmentRef,value}') as department_id,
       quickbooks.as_text(record.payload #> '{VendorAddr,Id}') as vendor_address_id,
       quickbooks.as_text(record.payload -> 'PrivateNote') as private_note,
       quickbooks.as_text(record.payload -> 'GlobalTaxCalculation') as global_tax_calculation,
       quickbooks.as_text(record.payload #> '{RecurDataRef,value}') as recurring_template_id,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_vendor_credits
) as record;

create or replace view quickbooks.vendor_credit as
select * from quickbooks.vendor_credit_all where not _fivetran_deleted;
comment on view quickbooks.vendor_credit is 'One row per QuickBooks VendorCredit.';
comment on column quickbooks.vendor_credit.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.vendor_credit.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.vendor_credit.doc_number is 'Number on the document. From DocNumber.';
comment on column quickbooks.vendor_credit.transaction_date is 'Date of the transaction. From TxnDate.';
comment on column quickbooks.vendor_credit.vendor_id is 'An id of quickbooks.vendor. From VendorRef.value.';
comment on column quickbooks.vendor_credit.total_amount is 'Total with tax, in the currency of the transaction. From TotalAmt.';
comment on column quickbooks.vendor_credit.balance is 'What is still open. From Balance.';
comment on column quickbooks.vendor_credit.total_tax is 'Tax within the total. From TxnTaxDetail.TotalTax.';
comment on column quickbooks.vendor_credit.currency_id is 'Code of the currency, USD for example. From CurrencyRef.value.';
comment on column quickbooks.vendor_credit.exchange_rate is 'How much one unit of the currency is in the company''s. From ExchangeRate.';
comment on column quickbooks.vendor_credit.payable_account_id is 'An id of quickbooks.account. From APAccountRef.value.';
comment on column quickbooks.vendor_credit.department_id is 'An id of quickbooks.department. From DepartmentRef.value.';
comment on column quickbooks.vendor_credit.vendor_address_id is 'An id of quickbooks.address: of the vendor. From VendorAddr.Id.';
comment on column quickbooks.vendor_credit.private_note is 'Note for the company itself. From PrivateNote.';
comment on column quickbooks.vendor_credit.global_tax_calculation is 'Whether amounts include tax: TaxInclusive, TaxExcluded or NotApplicable. From GlobalTaxCalculation.';
comment on column quickbooks.vendor_credit.recurring_template_id is 'Template that the transaction was made from, by its id in QuickBooks. From RecurDataRef.value.';
comment on column quickbooks.vendor_credit.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.vendor_credit.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.vendor_credit._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.vendor_credit._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.vendor_credit_line as
select record.id as vendor_credit_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'Id') as line_id,
       quickbooks.as_numeric(element.value -> 'LineNum') as line_number,
       quickbooks.as_text(element.value -> 'Description') as description,
       quickbooks.as_numeric(element.value -> 'Amount') as amount,
       quickbooks.as_text(element.value -> 'DetailType') as detail_type,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,AccountRef,value}') as account_expense_account_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,CustomerRef,value}') as account_expense_customer_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,ClassRef,value}') as account_expense_class_id,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,BillableStatus}') as account_expense_billable_status,
       quickbooks.as_text(element.value #> '{AccountBasedExpenseLineDetail,TaxCodeRef,value}') as account_expense_tax_code_id,
       quickbooks.as_numeric(element.value #> '{AccountBasedExpenseLineDetail,TaxAmount}') as account_expense_tax_amount,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,ItemRef,value}') as item_expense_item_id,
       quickbooks.as_numeric(element.value #> '{ItemBasedExpenseLineDetail,Qty}') as item_expense_quantity,
       quickbooks.as_numeric(element.value #> '{ItemBasedExpenseLineDetail,UnitPrice}') as item_expense_unit_price,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,CustomerRef,value}') as item_expense_customer_id,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,ClassRef,value}') as item_expense_class_id,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,BillableStatus}') as item_expense_billable_status,
       quickbooks.as_text(element.value #> '{ItemBasedExpenseLineDetail,TaxCodeRef,value}') as item_expense_tax_code_id,
       quickbooks.as_text(element.value #> '{ProjectRef,value}') as project_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'Line') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_vendor_credits
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.vendor_credit_line is 'One row per line of a QuickBooks VendorCredit.';
comment on column quickbooks.vendor_credit_line.vendor_credit_id is 'The id of the row''s record, in quickbooks.vendor_credit.';
comment on column quickbooks.vendor_credit_line.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.vendor_credit_line.line_id is 'The line''s own id in QuickBooks; it can change when the record is edited. From Line[].Id.';
comment on column quickbooks.vendor_credit_line.line_number is 'The line''s number in QuickBooks. From Line[].LineNum.';
comment on column quickbooks.vendor_credit_line.description is 'Description. From Line[].Description.';
comment on column quickbooks.vendor_credit_line.amount is 'Amount, in the currency of the transaction. From Line[].Amount.';
comment on column quickbooks.vendor_credit_line.detail_type is 'Kind of line: SalesItemLineDetail, SubTotalLineDetail and so on. From Line[].DetailType.';
comment on column quickbooks.vendor_credit_line.account_expense_account_id is 'An id of quickbooks.account. From Line[].AccountBasedExpenseLineDetail.AccountRef.value.';
comment on column quickbooks.vendor_credit_line.account_expense_customer_id is 'An id of quickbooks.customer. From Line[].AccountBasedExpenseLineDetail.CustomerRef.value.';
comment on column quickbooks.vendor_credit_line.account_expense_class_id is 'An id of quickbooks.class. From Line[].AccountBasedExpenseLineDetail.ClassRef.value.';
comment on column quickbooks.vendor_credit_line.account_expense_billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].AccountBasedExpenseLineDetail.BillableStatus.';
comment on column quickbooks.vendor_credit_line.account_expense_tax_code_id is 'An id of quickbooks.tax_code. From Line[].AccountBasedExpenseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.vendor_credit_line.account_expense_tax_amount is 'Tax of the line. From Line[].AccountBasedExpenseLineDetail.TaxAmount.';
comment on column quickbooks.vendor_credit_line.item_expense_item_id is 'An id of quickbooks.item. From Line[].ItemBasedExpenseLineDetail.ItemRef.value.';
comment on column quickbooks.vendor_credit_line.item_expense_quantity is 'How many were bought. From Line[].ItemBasedExpenseLineDetail.Qty.';
comment on column quickbooks.vendor_credit_line.item_expense_unit_price is 'Cost of one. From Line[].ItemBasedExpenseLineDetail.UnitPrice.';
comment on column quickbooks.vendor_credit_line.item_expense_customer_id is 'An id of quickbooks.customer. From Line[].ItemBasedExpenseLineDetail.CustomerRef.value.';
comment on column quickbooks.vendor_credit_line.item_expense_class_id is 'An id of quickbooks.class. From Line[].ItemBasedExpenseLineDetail.ClassRef.value.';
comment on column quickbooks.vendor_credit_line.item_expense_billable_status is 'Billable, NotBillable or HasBeenBilled. From Line[].ItemBasedExpenseLineDetail.BillableStatus.';
comment on column quickbooks.vendor_credit_line.item_expense_tax_code_id is 'An id of quickbooks.tax_code. From Line[].ItemBasedExpenseLineDetail.TaxCodeRef.value.';
comment on column quickbooks.vendor_credit_line.project_id is 'Project: an id of quickbooks.customer, or of another service in newer companies. From Line[].ProjectRef.value.';
comment on column quickbooks.vendor_credit_line._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.vendor_credit_line.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.vendor_credit_linked_txn as
select record.id as vendor_credit_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value -> 'TxnId') as transaction_id,
       quickbooks.as_text(element.value -> 'TxnType') as transaction_type,
       quickbooks.as_text(element.value -> 'TxnLineId') as transaction_line_id,
       record.ingested_at_utc as _fivetran_synced,
       record.transaction_date
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'LinkedTxn') as elements,
         quickbooks.as_date(record.payload -> 'TxnDate') as transaction_date
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_vendor_credits
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.vendor_credit_linked_txn is 'One row per link to another transaction of a QuickBooks VendorCredit.';
comment on column quickbooks.vendor_credit_linked_txn.vendor_credit_id is 'The id of the row''s record, in quickbooks.vendor_credit.';
comment on column quickbooks.vendor_credit_linked_txn.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.vendor_credit_linked_txn.transaction_id is 'Id of the linked transaction. From LinkedTxn[].TxnId.';
comment on column quickbooks.vendor_credit_linked_txn.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From LinkedTxn[].TxnType.';
comment on column quickbooks.vendor_credit_linked_txn.transaction_line_id is 'Line of the linked transaction. From LinkedTxn[].TxnLineId.';
comment on column quickbooks.vendor_credit_linked_txn._fivetran_synced is 'When this copy was written.';
comment on column quickbooks.vendor_credit_linked_txn.transaction_date is 'Date of the transaction. From TxnDate.';

create or replace view quickbooks.attachable_all as
with apart as (select)
select record.id,
       quickbooks.as_text(record.payload -> 'SyncToken') as sync_token,
       quickbooks.as_text(record.payload -> 'FileName') as file_name,
       quickbooks.as_text(record.payload -> 'Note') as note,
       quickbooks.as_text(record.payload -> 'Category') as category,
       quickbooks.as_text(record.payload -> 'ContentType') as content_type,
       quickbooks.as_numeric(record.payload -> 'Size') as size,
       quickbooks.as_text(record.payload -> 'FileAccessUri') as file_access_uri,
       quickbooks.as_text(record.payload -> 'ThumbnailFileAccessUri') as thumbnail_file_access_uri,
       quickbooks.as_text(record.payload -> 'PlaceName') as place_name,
       quickbooks.as_text(record.payload -> 'Tag') as tag,
       quickbooks.as_timestamptz(record.payload #> '{MetaData,CreateTime}') as created_at,
       record.source_updated_at_utc as updated_at,
       (record.deleted_seen_at_utc is not null) as _fivetran_deleted,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
  from raw.qb_attachables
) as record;

create or replace view quickbooks.attachable as
select * from quickbooks.attachable_all where not _fivetran_deleted;
comment on view quickbooks.attachable is 'One row per QuickBooks Attachable.';
comment on column quickbooks.attachable.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.attachable.sync_token is 'Version of the record, counted by QuickBooks. From SyncToken.';
comment on column quickbooks.attachable.file_name is 'Name of the file. From FileName.';
comment on column quickbooks.attachable.note is 'Text of the note. From Note.';
comment on column quickbooks.attachable.category is 'Kind of file. From Category.';
comment on column quickbooks.attachable.content_type is 'Media type of the file. From ContentType.';
comment on column quickbooks.attachable.size is 'Size of the file in bytes. From Size.';
comment on column quickbooks.attachable.file_access_uri is 'Path that gives a link to the file. From FileAccessUri.';
comment on column quickbooks.attachable.thumbnail_file_access_uri is 'Path that gives a link to a small picture. From ThumbnailFileAccessUri.';
comment on column quickbooks.attachable.place_name is 'Where it was made. From PlaceName.';
comment on column quickbooks.attachable.tag is 'Words to find it by. From Tag.';
comment on column quickbooks.attachable.created_at is 'When the record was made. From MetaData.CreateTime.';
comment on column quickbooks.attachable.updated_at is 'When QuickBooks changed the record last.';
comment on column quickbooks.attachable._fivetran_deleted is 'True where the record was removed in QuickBooks; only the views that end in _all show it.';
comment on column quickbooks.attachable._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.attachable_ref as
select record.id as attachable_id,
       (element.place - 1)::integer as index,
       quickbooks.as_text(element.value #> '{EntityRef,type}') as record_type,
       quickbooks.as_text(element.value #> '{EntityRef,value}') as record_id,
       quickbooks.as_boolean(element.value -> 'IncludeOnSend') as include_on_send,
       record.ingested_at_utc as _fivetran_synced
from (
  with apart as (select)
  select record.id, record.ingested_at_utc, record.deleted_seen_at_utc,
         quickbooks.as_array(record.payload -> 'AttachableRef') as elements
  from (
    with apart as (select)
    select id, source_updated_at_utc, ingested_at_utc, deleted_seen_at_utc, quickbooks.unpacked(payload) as payload
    from raw.qb_attachables
  ) as record
) as record
cross join lateral jsonb_array_elements(record.elements) with ordinality as element (value, place)
where record.deleted_seen_at_utc is null;
comment on view quickbooks.attachable_ref is 'One row per record that it belongs to of a QuickBooks Attachable.';
comment on column quickbooks.attachable_ref.attachable_id is 'The id of the row''s record, in quickbooks.attachable.';
comment on column quickbooks.attachable_ref.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.attachable_ref.record_type is 'Entity of the record that the file belongs to, as QuickBooks calls it. From AttachableRef[].EntityRef.type.';
comment on column quickbooks.attachable_ref.record_id is 'Id of the record that the file belongs to. From AttachableRef[].EntityRef.value.';
comment on column quickbooks.attachable_ref.include_on_send is 'True where the file goes out with the form. From AttachableRef[].IncludeOnSend.';
comment on column quickbooks.attachable_ref._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.record_address as
select entity,
       record_id,
       role,
       quickbooks.as_text(value -> 'Id') as address_id,
       quickbooks.as_text(value -> 'Line1') as line_1,
       quickbooks.as_text(value -> 'Line2') as line_2,
       quickbooks.as_text(value -> 'Line3') as line_3,
       quickbooks.as_text(value -> 'Line4') as line_4,
       quickbooks.as_text(value -> 'Line5') as line_5,
       quickbooks.as_text(value -> 'City') as city,
       quickbooks.as_text(value -> 'Country') as country,
       quickbooks.as_text(value -> 'CountrySubDivisionCode') as country_sub_division_code,
       quickbooks.as_text(value -> 'PostalCode') as postal_code,
       quickbooks.as_text(value -> 'Lat') as latitude,
       quickbooks.as_text(value -> 'Long') as longitude,
       ingested_at_utc as _fivetran_synced
from (
  select record.entity, record.id as record_id, record.ingested_at_utc, part.role, part.value
  from (
  with apart as (select)
  select entity, id, source_updated_at_utc, ingested_at_utc, quickbooks.unpacked(payload) as payload
  from backfill.record
) as record
  cross join lateral (
    values ('BillAddr', payload -> 'BillAddr'),
           ('ShipAddr', payload -> 'ShipAddr'),
           ('ShipFromAddr', payload -> 'ShipFromAddr'),
           ('VendorAddr', payload -> 'VendorAddr'),
           ('RemitToAddr', payload -> 'RemitToAddr'),
           ('PrimaryAddr', payload -> 'PrimaryAddr'),
           ('CompanyAddr', payload -> 'CompanyAddr'),
           ('LegalAddr', payload -> 'LegalAddr'),
           ('CustomerCommunicationAddr', payload -> 'CustomerCommunicationAddr'),
           ('Address', payload -> 'Address')
  ) as part (role, value)
  where jsonb_typeof(part.value) = 'object'
) as address;
comment on view quickbooks.record_address is 'One row per address of a record, those without an id included.';
comment on column quickbooks.record_address.entity is 'The record''s entity, as in backfill.entity.';
comment on column quickbooks.record_address.record_id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.record_address.role is 'The member that holds the address.';
comment on column quickbooks.record_address.address_id is 'An id of quickbooks.address. From Id.';
comment on column quickbooks.record_address.line_1 is 'First line. From Line1.';
comment on column quickbooks.record_address.line_2 is 'Second line. From Line2.';
comment on column quickbooks.record_address.line_3 is 'Third line. From Line3.';
comment on column quickbooks.record_address.line_4 is 'Fourth line. From Line4.';
comment on column quickbooks.record_address.line_5 is 'Fifth line. From Line5.';
comment on column quickbooks.record_address.city is 'City. From City.';
comment on column quickbooks.record_address.country is 'Country. From Country.';
comment on column quickbooks.record_address.country_sub_division_code is 'State or province. From CountrySubDivisionCode.';
comment on column quickbooks.record_address.postal_code is 'Postal code. From PostalCode.';
comment on column quickbooks.record_address.latitude is 'Latitude, or INVALID. From Lat.';
comment on column quickbooks.record_address.longitude is 'Longitude, or INVALID. From Long.';
comment on column quickbooks.record_address._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.address as
select id,
       quickbooks.as_text(value -> 'Line1') as line_1,
       quickbooks.as_text(value -> 'Line2') as line_2,
       quickbooks.as_text(value -> 'Line3') as line_3,
       quickbooks.as_text(value -> 'Line4') as line_4,
       quickbooks.as_text(value -> 'Line5') as line_5,
       quickbooks.as_text(value -> 'City') as city,
       quickbooks.as_text(value -> 'Country') as country,
       quickbooks.as_text(value -> 'CountrySubDivisionCode') as country_sub_division_code,
       quickbooks.as_text(value -> 'PostalCode') as postal_code,
       quickbooks.as_text(value -> 'Lat') as latitude,
       quickbooks.as_text(value -> 'Long') as longitude,
       ingested_at_utc as _fivetran_synced
from (
  select distinct on (part.value ->> 'Id') part.value ->> 'Id' as id, record.ingested_at_utc, part.value
  from (
  with apart as (select)
  select entity, id, source_updated_at_utc, ingested_at_utc, quickbooks.unpacked(payload) as payload
  from backfill.record
) as record
  cross join lateral (
    values (payload -> 'BillAddr'),
           (payload -> 'ShipAddr'),
           (payload -> 'ShipFromAddr'),
           (payload -> 'VendorAddr'),
           (payload -> 'RemitToAddr'),
           (payload -> 'PrimaryAddr'),
           (payload -> 'CompanyAddr'),
           (payload -> 'LegalAddr'),
           (payload -> 'CustomerCommunicationAddr'),
           (payload -> 'Address')
  ) as part (value)
  where part.value ->> 'Id' is not null
  order by part.value ->> 'Id', record.source_updated_at_utc desc, record.entity, record.id
) as address;
comment on view quickbooks.address is 'One row per id of an address, as the record that was changed last has it.';
comment on column quickbooks.address.id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.address.line_1 is 'First line. From Line1.';
comment on column quickbooks.address.line_2 is 'Second line. From Line2.';
comment on column quickbooks.address.line_3 is 'Third line. From Line3.';
comment on column quickbooks.address.line_4 is 'Fourth line. From Line4.';
comment on column quickbooks.address.line_5 is 'Fifth line. From Line5.';
comment on column quickbooks.address.city is 'City. From City.';
comment on column quickbooks.address.country is 'Country. From Country.';
comment on column quickbooks.address.country_sub_division_code is 'State or province. From CountrySubDivisionCode.';
comment on column quickbooks.address.postal_code is 'Postal code. From PostalCode.';
comment on column quickbooks.address.latitude is 'Latitude, or INVALID. From Lat.';
comment on column quickbooks.address.longitude is 'Longitude, or INVALID. From Long.';
comment on column quickbooks.address._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.linked_txn as
select entity,
       record_id,
       line_index,
       (place - 1)::integer as index,
       quickbooks.as_text(value -> 'TxnType') as transaction_type,
       quickbooks.as_text(value -> 'TxnId') as transaction_id,
       quickbooks.as_text(value -> 'TxnLineId') as transaction_line_id,
       (select entity from backfill.entity where link.value ->> 'TxnType' = any (linked_as)) as linked_entity,
       ingested_at_utc as _fivetran_synced
from (
  select record.entity, record.id as record_id, record.ingested_at_utc, null::integer as line_index, part.value, part.place
  from (
  with apart as (select)
  select entity, id, source_updated_at_utc, ingested_at_utc, quickbooks.unpacked(payload) as payload
  from backfill.record
) as record
  cross join lateral jsonb_array_elements(quickbooks.as_array(payload -> 'LinkedTxn')) with ordinality as part (value, place)
  union all
  select record.entity, record.id, record.ingested_at_utc, (line.place - 1)::integer, part.value, part.place
  from (
  with apart as (select)
  select entity, id, source_updated_at_utc, ingested_at_utc, quickbooks.unpacked(payload) as payload
  from backfill.record
) as record
  cross join lateral jsonb_array_elements(quickbooks.as_array(payload -> 'Line')) with ordinality as line (value, place)
  cross join lateral jsonb_array_elements(quickbooks.as_array(line.value -> 'LinkedTxn')) with ordinality as part (value, place)
) as link;
comment on view quickbooks.linked_txn is 'One row per link from a transaction, or from one of its lines, to another transaction.';
comment on column quickbooks.linked_txn.entity is 'The record''s entity, as in backfill.entity.';
comment on column quickbooks.linked_txn.record_id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.linked_txn.line_index is 'Place of the line that holds the link, from 0; null where the record itself holds it.';
comment on column quickbooks.linked_txn.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.linked_txn.transaction_type is 'Kind of the linked transaction, in the words of QuickBooks. From TxnType.';
comment on column quickbooks.linked_txn.transaction_id is 'Id of the linked transaction. From TxnId.';
comment on column quickbooks.linked_txn.transaction_line_id is 'Line of the linked transaction. From TxnLineId.';
comment on column quickbooks.linked_txn.linked_entity is 'Entity of the linked transaction; null where no entity holds such a kind.';
comment on column quickbooks.linked_txn._fivetran_synced is 'When this copy was written.';

create or replace view quickbooks.custom_field as
select entity,
       record_id,
       (place - 1)::integer as index,
       quickbooks.as_text(value -> 'DefinitionId') as definition_id,
       quickbooks.as_text(value -> 'Name') as name,
       quickbooks.as_text(value -> 'Type') as type,
       quickbooks.as_text(value -> 'StringValue') as string_value,
       quickbooks.as_numeric(value -> 'NumberValue') as number_value,
       quickbooks.as_date(value -> 'DateValue') as date_value,
       quickbooks.as_boolean(value -> 'BooleanValue') as boolean_value,
       ingested_at_utc as _fivetran_synced
from (
  select record.entity, record.id as record_id, record.ingested_at_utc, part.value, part.place
  from (
  with apart as (select)
  select entity, id, source_updated_at_utc, ingested_at_utc, quickbooks.unpacked(payload) as payload
  from backfill.record
) as record
  cross join lateral jsonb_array_elements(quickbooks.as_array(payload -> 'CustomField')) with ordinality as part (value, place)
) as field;
comment on view quickbooks.custom_field is 'One row per field that the company made itself, of each record that has it.';
comment on column quickbooks.custom_field.entity is 'The record''s entity, as in backfill.entity.';
comment on column quickbooks.custom_field.record_id is 'The record''s Id in QuickBooks.';
comment on column quickbooks.custom_field.index is 'Place of the row within its record, from 0.';
comment on column quickbooks.custom_field.definition_id is 'Id of the field. From DefinitionId.';
comment on column quickbooks.custom_field.name is 'Name. From Name.';
comment on column quickbooks.custom_field.type is 'Kind, in the words of QuickBooks. From Type.';
comment on column quickbooks.custom_field.string_value is 'Value, where it is text. From StringValue.';
comment on column quickbooks.custom_field.number_value is 'Value, where it is a number. From NumberValue.';
comment on column quickbooks.custom_field.date_value is 'Value, where it is a date. From DateValue.';
comment on column quickbooks.custom_field.boolean_value is 'Value, where it is yes or no. From BooleanValue.';
comment on column quickbooks.custom_field._fivetran_synced is 'When this copy was written.';

-- A view that shows removed records, too, has the same columns.
do $$
declare
  other record;
begin
  for other in
    select twin.oid::regclass as relation, own.attname, col_description(said.oid, own.attnum) as comment
    from pg_class said
    join pg_class twin on twin.relname = said.relname || '_all' and twin.relnamespace = said.relnamespace
    join pg_attribute own on own.attrelid = twin.oid and own.attnum > 0
    where said.relnamespace = 'quickbooks'::regnamespace
      and col_description(twin.oid, own.attnum) is distinct from col_description(said.oid, own.attnum)
  loop
    execute format('comment on column %s.%I is %L', other.relation, other.attname, other.comment);
  end loop;
end
$$;
