/** Names of columns that several views have, in their order. */
export const PERSON = "title given_name middle_name family_name suffix print_on_check_name email";
export const SALES_LINE =
  "line_id line_number description amount detail_type sales_item_item_id sales_item_quantity sales_item_unit_price " +
  "sales_item_account_id sales_item_class_id sales_item_tax_code_id sales_item_service_date sales_item_discount_rate " +
  "sales_item_discount_amount sales_item_tax_classification_id discount_account_id discount_class_id " +
  "discount_tax_code_id discount_percent_based discount_discount_percent bundle_id bundle_quantity " +
  "description_service_date description_tax_code_id sub_total_item_id";
export const BUNDLE_LINE =
  "invoice_line_index line_id line_num description amount sales_item_item_id sales_item_quantity sales_item_account_id " +
  "sales_item_tax_code_id item_id=SalesItemLineDetail.ItemRef.value quantity unit_price=SalesItemLineDetail.UnitPrice " +
  "account_id=SalesItemLineDetail.ItemAccountRef.value class_id=SalesItemLineDetail.ClassRef.value " +
  "tax_code_id=SalesItemLineDetail.TaxCodeRef.value service_date discount_rate discount_amount detail_type";
export const EXPENSE_LINE =
  "line_id line_number description amount detail_type account_expense_account_id account_expense_customer_id " +
  "account_expense_class_id account_expense_billable_status account_expense_tax_code_id account_expense_tax_amount " +
  "item_expense_item_id item_expense_quantity item_expense_unit_price item_expense_customer_id item_expense_class_id " +
  "item_expense_billable_status item_expense_tax_code_id project_id";
export const TAX_LINE =
  "amount tax_rate_id tax_percent percent_based net_amount_taxable tax_inclusive_amount override_delta_amount " +
  "detail_type _fivetran_deleted";
export const CARD =
  "credit_card_amount credit_card_status credit_card_auth_code credit_card_cctrans_id " +
  "credit_card_transaction_authorization_time credit_card_process_payment credit_card_type credit_card_name_on_account " +
  "credit_card_cc_expiry_month credit_card_cc_expiry_year credit_card_billing_address_street credit_card_postal_code";
export const FORM =
  "billing_address_id shipping_address_id ship_from_address_id free_form_address bill_email customer_memo private_note " +
  "email_status print_status tax_code_id global_tax_calculation apply_tax_after_discount tax_exemption_id " +
  "transaction_source recurring_template_id transaction_location_type";
export const MONEY = "currency_id exchange_rate";
