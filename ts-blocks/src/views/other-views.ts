import { MONEY, TAX_LINE } from "./column-groups";
import { kindsOf, linked, partyByType } from "./conditions";
import type { View } from "./view";
import { elements, lines, records, taxLines } from "./view-kinds";

/** Views of all other transactions, and of attachments. */
export const OTHER_VIEWS: readonly View[] = [
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
    "inventory_adjustments",
    "doc_number transaction_date adjust_account_id department_id class_id customer_id private_note",
  ),
  lines(
    "inventory_adjustments",
    "inventory_adjustment_line",
    "line_id line_number detail_type item_id=ItemAdjustmentLineDetail.ItemRef.value quantity_difference",
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
    "recurring_transactions",
    "transaction_kind template_name template_type template_active interval_type interval_number day_of_month " +
      "day_of_week next_date previous_date schedule_start_date schedule_end_date occurrences_max customer_id vendor_id " +
      "total_amount currency_id",
  ),
  records("tax_payments", "payment_date payment_amount payment_account_id refund description"),
  records(
    "time_activities",
    "transaction_date name_of employee_id vendor_id customer_id item_id class_id department_id project_id " +
      "payroll_item_id billable_status taxable hourly_rate cost_rate hours minutes break_hours break_minutes start_time " +
      "end_time description",
  ),
  records("transfers", `transaction_date amount from_account_id to_account_id ${MONEY} private_note`),
  records(
    "attachables",
    "file_name note category content_type size file_access_uri thumbnail_file_access_uri place_name tag",
  ),
  elements({ en: "record that it belongs to", es: "registro al que pertenece" }, ["AttachableRef"])(
    "attachables",
    "attachable_ref",
    "record_type record_id include_on_send",
  ),
];
