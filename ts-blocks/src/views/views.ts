import { ENTITIES, type EntityName } from "../entities/entity";
import { viewOf } from "./names";
import { VIEWS_OF_ALL } from "./views-of-all";
import type { Words } from "./words";

/** An Id that counts only if a member beside it names one of these kinds, such as a payment's link to an invoice. */
export interface Conditional {
  readonly value: string;
  readonly kind: string;
  /** In lower case: QuickBooks writes `Vendor` and `VENDOR`. */
  readonly is: readonly string[];
}

export interface View {
  readonly name: string;
  /** The entity whose records the view reads; undefined for views of all entities. */
  readonly of?: EntityName;
  /**
   * The arrays whose elements are the rows, each inside of the one before: `Line`, then `GroupLineDetail.Line`. Without arrays,
   * each record is a row.
   */
  readonly each?: readonly string[];
  /** What an element is, in both languages. */
  readonly element?: Words;
  /**
   * Names of its columns, in their order, as in columns.ts; `name=Path` if the value has another place in this entity. Postgres
   * adds columns of a view only at its end. So a new name goes last, whatever it means.
   */
  readonly columns: string;
  readonly when?: Readonly<Record<string, Conditional>>;
  /** The condition that records must satisfy, in SQL. */
  readonly where?: string;
  /** The rows of a view of all entities, in SQL. They have a column `value`, and the columns of `own`. */
  readonly from?: string;
  /** Columns that are not members of a payload, in SQL. */
  readonly own?: Readonly<Record<string, string>>;
  readonly says?: Words;
}

const TIMES = "created_at updated_at _fivetran_deleted _fivetran_synced";
const PERSON = "title given_name middle_name family_name suffix print_on_check_name email";

const records = (of: EntityName, columns: string, more: Partial<View> = {}): View => ({
  name: viewOf(of),
  of,
  columns: `id sync_token ${columns} ${TIMES}`,
  ...more,
});

/** Lines have the date of their transaction, so that a sum by month needs no join. */
const dateOf = (of: EntityName): string => (ENTITIES[of].kind === "transaction" ? " transaction_date" : "");

const elements =
  (element: Words, each: readonly string[]) =>
  (of: EntityName, name: string, columns: string, more: Partial<View> = {}): View => ({
    name,
    of,
    each,
    element,
    columns: `${viewOf(of)}_id index ${columns} _fivetran_synced${dateOf(of)}`,
    ...more,
  });

const LINE = { en: "line", es: "línea" };
const lines = elements(LINE, ["Line"]);
const bundleLines = elements({ en: "line inside of a bundle", es: "línea dentro de un paquete" }, [
  "Line",
  "GroupLineDetail.Line",
]);
const taxLines = elements({ en: "line of tax", es: "línea de impuesto" }, ["TxnTaxDetail.TaxLine"]);
const links = elements({ en: "link to another transaction", es: "enlace a otra transacción" }, ["LinkedTxn"]);

const SALES_LINE =
  "line_id line_number description amount detail_type sales_item_item_id sales_item_quantity sales_item_unit_price " +
  "sales_item_account_id sales_item_class_id sales_item_tax_code_id sales_item_service_date sales_item_discount_rate " +
  "sales_item_discount_amount sales_item_tax_classification_id discount_account_id discount_class_id " +
  "discount_tax_code_id discount_percent_based discount_discount_percent bundle_id bundle_quantity " +
  "description_service_date description_tax_code_id sub_total_item_id";
const BUNDLE_LINE =
  "invoice_line_index line_id line_num description amount sales_item_item_id sales_item_quantity sales_item_account_id " +
  "sales_item_tax_code_id item_id=SalesItemLineDetail.ItemRef.value quantity unit_price=SalesItemLineDetail.UnitPrice " +
  "account_id=SalesItemLineDetail.ItemAccountRef.value class_id=SalesItemLineDetail.ClassRef.value " +
  "tax_code_id=SalesItemLineDetail.TaxCodeRef.value service_date discount_rate discount_amount detail_type";
const EXPENSE_LINE =
  "line_id line_number description amount detail_type account_expense_account_id account_expense_customer_id " +
  "account_expense_class_id account_expense_billable_status account_expense_tax_code_id account_expense_tax_amount " +
  "item_expense_item_id item_expense_quantity item_expense_unit_price item_expense_customer_id item_expense_class_id " +
  "item_expense_billable_status item_expense_tax_code_id project_id";
const TAX_LINE =
  "amount tax_rate_id tax_percent percent_based net_amount_taxable tax_inclusive_amount override_delta_amount " +
  "detail_type _fivetran_deleted";
const CARD =
  "credit_card_amount credit_card_status credit_card_auth_code credit_card_cctrans_id " +
  "credit_card_transaction_authorization_time credit_card_process_payment credit_card_type credit_card_name_on_account " +
  "credit_card_cc_expiry_month credit_card_cc_expiry_year credit_card_billing_address_street credit_card_postal_code";
const FORM =
  "billing_address_id shipping_address_id ship_from_address_id free_form_address bill_email customer_memo private_note " +
  "email_status print_status tax_code_id global_tax_calculation apply_tax_after_discount tax_exemption_id " +
  "transaction_source recurring_template_id transaction_location_type";
const MONEY = "currency_id exchange_rate";

/** The words by which a link names the transactions of an entity. */
const kindsOf = (entity: EntityName): string[] =>
  [ENTITIES[entity].qbo, ...(ENTITIES[entity].linkedAs ?? [])].map((kind) => kind.toLowerCase());

/** Ids of linked transactions, one column for each kind. `at` is the place of the link. */
function linked(at: string, ids: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, Conditional>> {
  const inside = at === "" ? "" : `${at}.`;
  return Object.fromEntries(
    Object.entries(ids).map(([name, is]) => [name, { value: `${inside}TxnId`, kind: `${inside}TxnType`, is }]),
  );
}

/** The Id of a customer, a vendor or an employee, each in a column of its own. */
function partyByType(value: string, kind: string, prefix = ""): Readonly<Record<string, Conditional>> {
  const kinds = ["customer", "vendor", "employee"];
  return Object.fromEntries(kinds.map((is) => [`${prefix}${is}_id`, { value, kind, is: [is] }]));
}

const PURCHASE_KINDS = {
  expense_id: ["expense", "purchase", "cashpurchase"],
  check_id: ["check"],
  credit_card_charge_id: ["creditcardcharge", "apcreditcard"],
  credit_card_credit_id: ["creditcardcredit"],
};

/** The views of schema quickbooks, each entity's records before their lines. */
export const VIEWS: readonly View[] = [
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
  records(
    "bills",
    "doc_number transaction_date due_date vendor_id total_amount balance home_balance total_tax " +
      `${MONEY} payable_account_id sales_term_id department_id vendor_address_id private_note tax_code_id ` +
      "global_tax_calculation transaction_location_type recurring_template_id",
  ),
  lines("bills", "bill_line", EXPENSE_LINE),
  taxLines("bills", "bill_tax_line_detail", TAX_LINE),
  links("bills", "bill_linked_txn", "transaction_id transaction_type transaction_line_id bill_payment_id", {
    when: linked("", { bill_payment_id: kindsOf("bill_payments") }),
  }),
  records(
    "bill_payments",
    `doc_number transaction_date vendor_id total_amount ${MONEY} pay_type check_bank_account_id check_print_status ` +
      "credit_card_account_id=CreditCardPayment.CCAccountRef.value payable_account_id department_id private_note " +
      "process_bill_payment transaction_location_type",
  ),
  lines(
    "bill_payments",
    "bill_payment_line",
    "amount transaction_id=LinkedTxn.0.TxnId transaction_type=LinkedTxn.0.TxnType bill_id vendor_credit_id deposit_id " +
      "journal_entry_id linked_bill_payment_id bill_payment_credit_card_id expense_id check_id credit_card_charge_id " +
      "credit_card_credit_id",
    {
      when: linked("LinkedTxn.0", {
        bill_id: kindsOf("bills"),
        vendor_credit_id: kindsOf("vendor_credits"),
        deposit_id: kindsOf("deposits"),
        journal_entry_id: kindsOf("journal_entries"),
        linked_bill_payment_id: ["billpayment", "billpaymentcheck"],
        bill_payment_credit_card_id: ["billpaymentcreditcard"],
        ...PURCHASE_KINDS,
      }),
    },
  ),
  records(
    "credit_card_payments",
    `transaction_date amount bank_account_id credit_card_account_id ${MONEY} vendor_id check_number=CheckPayment.CheckNum ` +
      "print_status memo private_note",
  ),
  records(
    "credit_memos",
    `doc_number transaction_date customer_id total_amount balance remaining_credit total_tax ${MONEY} ` +
      `home_total_amount home_balance class_id department_id project_id sales_term_id payment_method_id ${FORM}`,
  ),
  lines("credit_memos", "credit_memo_line", SALES_LINE),
  bundleLines("credit_memos", "credit_memo_line_bundle", BUNDLE_LINE.replace("invoice", "credit_memo")),
  taxLines("credit_memos", "credit_memo_tax_line_detail", TAX_LINE),
  records(
    "deposits",
    `transaction_date account_id=DepositToAccountRef.value total_amount home_total_amount ${MONEY} department_id ` +
      "cash_back_account_id cash_back_amount cash_back_memo private_note transaction_status transaction_source " +
      "total_tax global_tax_calculation",
  ),
  lines(
    "deposits",
    "deposit_line",
    "line_id line_number description amount detail_type deposit_account_id deposit_class_id deposit_customer_id " +
      "deposit_vendor_id deposit_employee_id deposit_payment_method_id deposit_check_number deposit_tax_code_id " +
      "deposit_tax_applicable_on deposit_transaction_type transaction_id=LinkedTxn.0.TxnId " +
      "transaction_type=LinkedTxn.0.TxnType transaction_line_id=LinkedTxn.0.TxnLineId payment_id sales_receipt_id " +
      "refund_receipt_id invoice_id bill_id journal_entry_id transfer_id vendor_credit_id purchase_id",
    {
      when: {
        ...partyByType("DepositLineDetail.Entity.value", "DepositLineDetail.Entity.type", "deposit_"),
        ...linked("LinkedTxn.0", {
          payment_id: kindsOf("payments"),
          sales_receipt_id: kindsOf("sales_receipts"),
          refund_receipt_id: kindsOf("refund_receipts"),
          invoice_id: kindsOf("invoices"),
          bill_id: kindsOf("bills"),
          journal_entry_id: kindsOf("journal_entries"),
          transfer_id: kindsOf("transfers"),
          vendor_credit_id: kindsOf("vendor_credits"),
          purchase_id: kindsOf("purchases"),
        }),
      },
    },
  ),
  taxLines("deposits", "deposit_tax_line_detail", TAX_LINE),
  records(
    "estimates",
    "doc_number transaction_date transaction_status expiration_date due_date customer_id total_amount total_tax " +
      `${MONEY} home_total_amount class_id department_id project_id sales_term_id accepted_by accepted_date ship_date ` +
      `ship_method_id delivery_type delivery_time ${FORM}`,
  ),
  lines("estimates", "estimate_line", SALES_LINE),
  bundleLines("estimates", "estimate_line_bundle", BUNDLE_LINE.replace("invoice", "estimate")),
  taxLines("estimates", "estimate_tax_line", TAX_LINE),
  links("estimates", "estimate_linked_txn", "transaction_id transaction_type invoice_id purchase_order_id", {
    when: linked("", { invoice_id: kindsOf("invoices"), purchase_order_id: kindsOf("purchase_orders") }),
  }),
  records(
    "inventory_adjustments",
    "doc_number transaction_date adjust_account_id department_id class_id customer_id private_note",
  ),
  lines(
    "inventory_adjustments",
    "inventory_adjustment_line",
    "line_id line_number detail_type item_id=ItemAdjustmentLineDetail.ItemRef.value quantity_difference",
  ),
  records(
    "invoices",
    `doc_number transaction_date due_date customer_id total_amount balance total_tax ${MONEY} home_total_amount ` +
      "home_balance deposit deposit_to_account_id sales_term_id class_id department_id project_id ship_date " +
      "ship_method_id tracking_number delivery_type delivery_time billing_email billing_cc_email billing_bcc_email " +
      `${FORM.replace(" bill_email", "")} allow_ipnpayment allow_online_payment allow_online_credit_card_payment ` +
      "allow_online_achpayment",
  ),
  lines("invoices", "invoice_line", SALES_LINE),
  bundleLines("invoices", "invoice_line_bundle", BUNDLE_LINE),
  taxLines("invoices", "invoice_tax_line", TAX_LINE),
  links(
    "invoices",
    "invoice_linked_txn",
    "transaction_id transaction_type transaction_line_id payment_id estimate_id charge_credit_id reimburse_charge_id " +
      "statement_charge_id time_activity_id",
    {
      when: linked("", {
        payment_id: kindsOf("payments"),
        estimate_id: kindsOf("estimates"),
        charge_credit_id: ["chargecredit"],
        reimburse_charge_id: kindsOf("reimburse_charges"),
        statement_charge_id: ["statementcharge"],
        time_activity_id: kindsOf("time_activities"),
      }),
    },
  ),
  records(
    "journal_entries",
    `doc_number transaction_date total_amount home_total_amount total_tax ${MONEY} adjustment private_note tax_code_id ` +
      "global_tax_calculation journal_code_id transaction_location_type recurring_template_id",
  ),
  lines(
    "journal_entries",
    "journal_entry_line",
    "line_id line_number description amount posting_type account_id=JournalEntryLineDetail.AccountRef.value " +
      "customer_id vendor_id employee_id class_id=JournalEntryLineDetail.ClassRef.value " +
      "department_id=JournalEntryLineDetail.DepartmentRef.value " +
      "billable_status=JournalEntryLineDetail.BillableStatus tax_code_id=JournalEntryLineDetail.TaxCodeRef.value " +
      "tax_amount tax_applicable_on detail_type description_service_date description_tax_code_id",
    { when: partyByType("JournalEntryLineDetail.Entity.EntityRef.value", "JournalEntryLineDetail.Entity.Type") },
  ),
  taxLines("journal_entries", "journal_entry_tax_line", TAX_LINE),
  records(
    "payments",
    `transaction_date customer_id total_amount unapplied_amount ${MONEY} payment_method_id reference_number ` +
      "deposit_to_account_id receivable_account_id process_payment private_note transaction_status " +
      `transaction_source project_id ${CARD}`,
  ),
  lines(
    "payments",
    "payment_line",
    "amount transaction_id=LinkedTxn.0.TxnId transaction_type=LinkedTxn.0.TxnType invoice_id credit_memo_id deposit_id " +
      "journal_entry_id expense_id check_id credit_card_charge_id credit_card_credit_id",
    {
      when: linked("LinkedTxn.0", {
        invoice_id: kindsOf("invoices"),
        credit_memo_id: kindsOf("credit_memos"),
        deposit_id: kindsOf("deposits"),
        journal_entry_id: kindsOf("journal_entries"),
        ...PURCHASE_KINDS,
      }),
    },
  ),
  records(
    "purchases",
    `doc_number transaction_date payment_type credit account_id vendor_id customer_id employee_id total_amount ` +
      `total_tax ${MONEY} payment_method_id department_id remit_to_address_id print_status private_note tax_code_id ` +
      "global_tax_calculation transaction_source transaction_location_type recurring_template_id",
    { when: partyByType("EntityRef.value", "EntityRef.type") },
  ),
  lines("purchases", "purchase_line", EXPENSE_LINE),
  taxLines("purchases", "purchase_tax_line", TAX_LINE),
  records(
    "purchase_orders",
    `doc_number transaction_date due_date vendor_id status total_amount total_tax ${MONEY} payable_account_id ` +
      "sales_term_id class_id=ClassRef.value email_status billing_email=POEmail.Address vendor_address_id " +
      "shipping_address_id ship_method_id memo private_note tax_code_id global_tax_calculation recurring_template_id",
  ),
  lines("purchase_orders", "purchase_order_line", EXPENSE_LINE),
  links(
    "purchase_orders",
    "purchase_order_linked_txn",
    "transaction_id transaction_type bill_id purchase_id vendor_credit_id",
    {
      when: linked("", {
        bill_id: kindsOf("bills"),
        purchase_id: kindsOf("purchases"),
        vendor_credit_id: kindsOf("vendor_credits"),
      }),
    },
  ),
  records(
    "recurring_transactions",
    "transaction_kind template_name template_type template_active interval_type interval_number day_of_month " +
      "day_of_week next_date previous_date schedule_start_date schedule_end_date occurrences_max customer_id vendor_id " +
      "total_amount currency_id",
  ),
  records(
    "refund_receipts",
    `doc_number transaction_date customer_id total_amount balance total_tax ${MONEY} home_total_amount home_balance ` +
      `class_id department_id project_id deposit_to_account_id payment_method_id payment_reference_number payment_type ` +
      `${FORM} check_payment_check_number check_payment_status check_payment_name_on_account ` +
      `check_payment_account_number check_payment_bank_name ${CARD}`,
  ),
  lines("refund_receipts", "refund_receipt_line", SALES_LINE, {
    columns: `refund_id index ${SALES_LINE} _fivetran_synced transaction_date`,
  }),
  bundleLines("refund_receipts", "refund_receipt_line_bundle", BUNDLE_LINE.replace("invoice", "refund_receipt")),
  taxLines("refund_receipts", "refund_receipt_tax_line", TAX_LINE),
  records("reimburse_charges", `transaction_date customer_id amount ${MONEY} has_been_invoiced private_note`),
  lines(
    "reimburse_charges",
    "reimburse_charge_line",
    "line_id line_number description amount detail_type account_id=ReimburseLineDetail.ItemAccountRef.value " +
      "item_id=ReimburseLineDetail.ItemRef.value quantity=ReimburseLineDetail.Qty " +
      "unit_price=ReimburseLineDetail.UnitPrice tax_code_id=ReimburseLineDetail.TaxCodeRef.value",
  ),
  records(
    "sales_receipts",
    `doc_number transaction_date customer_id total_amount balance total_tax ${MONEY} home_total_amount home_balance ` +
      `class_id department_id project_id deposit_to_account_id payment_method_id payment_reference_number ship_date ` +
      `ship_method_id tracking_number delivery_type delivery_time ${FORM} ${CARD}`,
  ),
  lines("sales_receipts", "sales_receipt_line", SALES_LINE),
  bundleLines("sales_receipts", "sales_receipt_line_bundle", BUNDLE_LINE.replace("invoice", "sales_receipt")),
  taxLines("sales_receipts", "sales_receipt_tax_line", TAX_LINE),
  links("sales_receipts", "sales_receipt_linked_txn", "transaction_id transaction_type transaction_line_id"),
  records("tax_payments", "payment_date payment_amount payment_account_id refund description"),
  records(
    "time_activities",
    "transaction_date name_of employee_id vendor_id customer_id item_id class_id department_id project_id " +
      "payroll_item_id billable_status taxable hourly_rate cost_rate hours minutes break_hours break_minutes start_time " +
      "end_time description",
  ),
  records("transfers", `transaction_date amount from_account_id to_account_id ${MONEY} private_note`),
  records(
    "vendor_credits",
    `doc_number transaction_date vendor_id total_amount balance total_tax ${MONEY} payable_account_id department_id ` +
      "vendor_address_id private_note global_tax_calculation recurring_template_id",
  ),
  lines("vendor_credits", "vendor_credit_line", EXPENSE_LINE),
  links("vendor_credits", "vendor_credit_linked_txn", "transaction_id transaction_type transaction_line_id"),
  records(
    "attachables",
    "file_name note category content_type size file_access_uri thumbnail_file_access_uri place_name tag",
  ),
  elements({ en: "record that it belongs to", es: "registro al que pertenece" }, ["AttachableRef"])(
    "attachables",
    "attachable_ref",
    "record_type record_id include_on_send",
  ),
  ...VIEWS_OF_ALL,
];
