import { PERSON } from "./column-groups";
import type { View } from "./view";
import { elements, records, TIMES } from "./view-kinds";

/** Views of the company itself and of its lists. */
export const LIST_VIEWS: readonly View[] = [
  records(
    "company_info",
    "company_name legal_name company_start_date fiscal_year_start_month country default_time_zone supported_languages " +
      "company_email customer_communication_email phone_number website=WebAddr.URI company_address_id legal_address_id " +
      "customer_communication_address_id",
  ),
  elements({ en: "setting", es: "ajuste" }, ["NameValue"])("company_info", "company_info_name_value", "name value"),
  records(
    "preferences",
    "report_basis aging_from_transaction_date first_month_of_fiscal_year tax_year_month tax_form book_close_date " +
      "home_currency multi_currency_enabled class_tracking_per_transaction class_tracking_per_line track_departments " +
      "use_account_numbers customer_terminology department_terminology using_sales_tax tax_group_code_id " +
      "partner_tax_enabled default_terms_id default_discount_account_id custom_transaction_numbers allow_discount " +
      "allow_deposit allow_estimates allow_service_date allow_shipping auto_apply_credit auto_apply_payments " +
      "using_price_levels track_quantity items_for_sales items_for_purchases quantity_with_price " +
      "billable_expense_tracking expense_tracking_by_customer time_bill_customers time_use_services time_show_bill_rate " +
      "time_mark_billable work_week_start_date",
  ),
  elements({ en: "other setting", es: "otro ajuste" }, ["OtherPrefs.NameValue"])(
    "preferences",
    "preferences_name_value",
    "name value",
  ),
  records(
    "accounts",
    "account_number name fully_qualified_name description account_type account_sub_type classification active " +
      "sub_account parent_account_id balance=CurrentBalance balance_with_sub_accounts currency_id " +
      "tax_code_id=TaxCodeRef.value transaction_location_type",
  ),
  records("classes", "name fully_qualified_name active sub_class parent_class_id"),
  records("company_currencies", "code name active"),
  records("exchange_rates", "source_currency_code target_currency_code as_of_date rate"),
  records("customer_types", "name active"),
  records(
    "customers",
    `display_name company_name fully_qualified_name active ${PERSON} phone_number mobile_number alternate_phone_number ` +
      "fax_number website balance balance_with_jobs open_balance_date currency_id job is_project level " +
      "parent_customer_id bill_with_parent bill_address_id shipping_address_id customer_type_id sales_term_id " +
      "payment_method_id preferred_delivery_method ar_account_id taxable default_tax_code_id resale_number " +
      "tax_exemption_reason_id primary_tax_identifier secondary_tax_identifier business_number gstin " +
      "gst_registration_type notes source",
  ),
  records("departments", "name fully_qualified_name active sub_department parent_department_id address_id=Address.Id"),
  records(
    "employees",
    `display_name active ${PERSON} phone_number mobile_number employee_number hired_date released_date birth_date ` +
      "gender billable_time bill_rate cost_rate address_id",
  ),
  records(
    "items",
    "name fully_qualified_name type stock_keeping_unit description active unit_price purchase_cost " +
      "purchase_description income_account_id expense_account_id asset_account_id track_quantity_on_hand " +
      "quantity_on_hand reorder_point inventory_start_date sub_item parent_item_id level taxable sales_tax_code_id " +
      "sales_tax_included purchase_tax_code_id purchase_tax_included tax_classification_id class_id " +
      "preferred_vendor_id source",
  ),
  {
    name: "bundle",
    of: "items",
    where: "payload ->> 'Type' = 'Group'",
    columns:
      "id sync_token name fully_qualified_name description active unit_price purchase_cost taxable " +
      `print_grouped_items ${TIMES}`,
    says: {
      en: "One row per bundle: an item that stands for others.",
      es: "Una fila por paquete: un artículo que vale por otros.",
    },
  },
  elements({ en: "item of a bundle", es: "artículo de un paquete" }, ["ItemGroupDetail.ItemGroupLine"])(
    "items",
    "bundle_item",
    "item_id item_quantity",
    { columns: "bundle_id index item_id item_quantity _fivetran_synced" },
  ),
  records("journal_codes", "name type description active"),
  records("payment_methods", "name type active"),
  records(
    "tax_agencies",
    "display_name tax_registration_number tax_tracked_on_sales tax_tracked_on_purchases last_file_date",
  ),
  records("tax_codes", "name description active taxable tax_group hidden tax_code_config_type"),
  ...["Sales", "Purchase"].map((kind) =>
    elements(
      {
        en: `rate on ${kind.toLowerCase()}s`.replace("saless", "sales"),
        es: kind === "Sales" ? "tasa sobre ventas" : "tasa sobre compras",
      },
      [`${kind}TaxRateList.TaxRateDetail`],
    )("tax_codes", `tax_code_${kind.toLowerCase()}_rate`, "tax_rate_id=TaxRateRef.value tax_order applies_to"),
  ),
  records(
    "tax_rates",
    "name description active rate_value effective_tax_rate tax_agency_id tax_return_line_id special_tax_type display_type",
  ),
  records(
    "terms",
    "name type active due_days discount_days discount_percent day_of_month_due due_next_month_days discount_day_of_month",
  ),
  records(
    "vendors",
    `display_name company_name active ${PERSON} account_number primary_phone mobile_phone alternate_phone fax_number ` +
      "other_contacts web_url balance currency_id billing_address_id term_id vendor_1099 tax_identifier bill_rate " +
      "business_number gstin gst_registration_type source",
  ),
  records("budgets", "name active budget_type budget_entry_type start_date end_date"),
  elements({ en: "amount of a period", es: "importe de un período" }, ["BudgetDetail"])(
    "budgets",
    "budget_detail",
    "budget_date amount account_id customer_id class_id department_id",
  ),
];
