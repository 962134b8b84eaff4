import { BUNDLE_LINE, CARD, FORM, MONEY, SALES_LINE, TAX_LINE } from "./column-groups";
import { kindsOf, linked, PURCHASE_KINDS } from "./conditions";
import type { View } from "./view";
import { bundleLines, lines, links, records, taxLines } from "./view-kinds";

/** Views of what is sold to customers, and of what customers pay. */
export const SALES_VIEWS: readonly View[] = [
  records(
    "credit_memos",
    `doc_number transaction_date customer_id total_amount balance remaining_credit total_tax ${MONEY} ` +
      `home_total_amount home_balance class_id department_id project_id sales_term_id payment_method_id ${FORM}`,
  ),
  lines("credit_memos", "credit_memo_line", SALES_LINE),
  bundleLines("credit_memos", "credit_memo_line_bundle", BUNDLE_LINE.replace("invoice", "credit_memo")),
  taxLines("credit_memos", "credit_memo_tax_line_detail", TAX_LINE),
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
];
