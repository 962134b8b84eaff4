import { EXPENSE_LINE, MONEY, TAX_LINE } from "./column-groups";
import { kindsOf, linked, PURCHASE_KINDS, partyByType } from "./conditions";
import type { View } from "./view";
import { lines, links, records, taxLines } from "./view-kinds";

/** Views of what is bought from vendors, and of what vendors are paid. */
export const PURCHASE_VIEWS: readonly View[] = [
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
    "vendor_credits",
    `doc_number transaction_date vendor_id total_amount balance total_tax ${MONEY} payable_account_id department_id ` +
      "vendor_address_id private_note global_tax_calculation recurring_template_id",
  ),
  lines("vendor_credits", "vendor_credit_line", EXPENSE_LINE),
  links("vendor_credits", "vendor_credit_linked_txn", "transaction_id transaction_type transaction_line_id"),
];
