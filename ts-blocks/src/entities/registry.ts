import type { EntityFacts } from "./facts";

/**
 * The entities of QuickBooks that this program copies, in the order of a load: entities that others refer to come first. Only
 * this file names them. A new entity is one more line, and `npm run generate` writes everything that follows from it. The
 * table of a line is `raw.qb_<its name>`.
 *
 * Not here: entities that no query returns (Entitlements, TaxService, TaxClassification, reports) and the files of attachments.
 */
// biome-ignore format: a table, one line an entity
export const REGISTRY = {
  company_info:           { qbo: "CompanyInfo",         kind: "list",        reads: "whole",     active: false,    cdc: "yes",     leaves: "never",       es: "datos de la compañía" },
  preferences:            { qbo: "Preferences",         kind: "list",        reads: "whole",     active: false,    cdc: "unknown", leaves: "never",       es: "preferencias" },
  accounts:               { qbo: "Account",             kind: "list",        reads: "by-change", active: true,     cdc: "yes",     leaves: "deactivated", es: "cuentas", referredAs: ["AccountRef", "APAccountRef", "ARAccountRef", "BankAccountRef", "CCAccountRef", "DepositToAccountRef", "FromAccountRef", "ToAccountRef", "DiscountAccountRef", "ItemAccountRef", "IncomeAccountRef", "ExpenseAccountRef", "AssetAccountRef", "AdjustAccountRef", "MarkUpIncomeAccountRef", "CreditCardAccountRef", "PaymentAccountRef"] },
  classes:                { qbo: "Class",               kind: "list",        reads: "by-change", active: true,     cdc: "yes",     leaves: "deactivated", es: "clases", needs: "plus", referredAs: ["ClassRef"] },
  company_currencies:     { qbo: "CompanyCurrency",     kind: "list",        reads: "whole",     active: "unsure", cdc: "unknown", leaves: "deactivated", es: "monedas de la compañía", needs: "currencies" },
  exchange_rates:         { qbo: "ExchangeRate",        kind: "list",        reads: "whole",     active: false,    cdc: "unknown", leaves: "never",       es: "tipos de cambio", asked: "by-currency-and-date", id: ["SourceCurrencyCode", "TargetCurrencyCode", "AsOfDate"], timed: false, needs: "currencies" },
  customer_types:         { qbo: "CustomerType",        kind: "list",        reads: "whole",     active: "unsure", cdc: "unknown", leaves: "deactivated", es: "tipos de cliente", referredAs: ["CustomerTypeRef"] },
  customers:              { qbo: "Customer",            kind: "list",        reads: "by-change", active: true,     cdc: "yes",     leaves: "deactivated", es: "clientes", include: "enhancedAllCustomFields", referredAs: ["CustomerRef"] },
  departments:            { qbo: "Department",          kind: "list",        reads: "by-change", active: true,     cdc: "yes",     leaves: "deactivated", es: "departamentos", needs: "plus", referredAs: ["DepartmentRef"] },
  employees:              { qbo: "Employee",            kind: "list",        reads: "by-change", active: true,     cdc: "yes",     leaves: "deactivated", es: "empleados", referredAs: ["EmployeeRef"] },
  items:                  { qbo: "Item",                kind: "list",        reads: "by-change", active: true,     cdc: "yes",     leaves: "deactivated", es: "artículos", fields: ["Sku"], referredAs: ["ItemRef", "GroupItemRef"] },
  journal_codes:          { qbo: "JournalCode",         kind: "list",        reads: "whole",     active: "unsure", cdc: "no",      leaves: "deactivated", es: "códigos de diario", timed: false, needs: "france", referredAs: ["JournalCodeRef"] },
  payment_methods:        { qbo: "PaymentMethod",       kind: "list",        reads: "whole",     active: true,     cdc: "yes",     leaves: "deactivated", es: "métodos de pago", referredAs: ["PaymentMethodRef"] },
  tax_agencies:           { qbo: "TaxAgency",           kind: "list",        reads: "whole",     active: false,    cdc: "no",      leaves: "vanishes",    es: "agencias de impuestos", referredAs: ["AgencyRef"] },
  tax_codes:              { qbo: "TaxCode",             kind: "list",        reads: "whole",     active: true,     cdc: "no",      leaves: "vanishes",    es: "códigos de impuesto", referredAs: ["TxnTaxCodeRef", "TaxCodeRef", "DefaultTaxCodeRef", "SalesTaxCodeRef", "PurchaseTaxCodeRef", "TaxGroupCodeRef"] },
  tax_rates:              { qbo: "TaxRate",             kind: "list",        reads: "whole",     active: true,     cdc: "no",      leaves: "vanishes",    es: "tasas de impuesto", referredAs: ["TaxRateRef"] },
  terms:                  { qbo: "Term",                kind: "list",        reads: "whole",     active: true,     cdc: "yes",     leaves: "deactivated", es: "condiciones de pago", referredAs: ["SalesTermRef", "TermRef"] },
  vendors:                { qbo: "Vendor",              kind: "list",        reads: "by-change", active: true,     cdc: "yes",     leaves: "deactivated", es: "proveedores", include: "enhancedAllCustomFields", referredAs: ["VendorRef", "PrefVendorRef"] },
  budgets:                { qbo: "Budget",              kind: "list",        reads: "by-change", active: true,     cdc: "unknown", leaves: "deleted",     es: "presupuestos", needs: "plus" },
  bills:                  { qbo: "Bill",                kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "facturas de proveedor", include: "enhancedAllCustomFields", needs: "essentials" },
  bill_payments:          { qbo: "BillPayment",         kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "pagos a proveedores", needs: "essentials", linkedAs: ["BillPaymentCheck", "BillPaymentCreditCard"] },
  credit_card_payments:   { qbo: "CreditCardPayment",   kind: "transaction", reads: "by-change", active: false,    cdc: "unknown", leaves: "deleted",     es: "pagos de tarjeta", answersAs: "CreditCardPaymentTxn" },
  credit_memos:           { qbo: "CreditMemo",          kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "notas de crédito", include: "enhancedAllCustomFields" },
  deposits:               { qbo: "Deposit",             kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "depósitos" },
  estimates:              { qbo: "Estimate",            kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "cotizaciones", include: "enhancedAllCustomFields" },
  inventory_adjustments:  { qbo: "InventoryAdjustment", kind: "transaction", reads: "whole",     active: false,    cdc: "unknown", leaves: "deleted",     es: "ajustes de inventario", needs: "plus" },
  invoices:               { qbo: "Invoice",             kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "facturas", include: "enhancedAllCustomFields" },
  journal_entries:        { qbo: "JournalEntry",        kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "asientos de diario" },
  payments:               { qbo: "Payment",             kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "pagos de clientes", linkedAs: ["ReceivePayment"] },
  purchases:              { qbo: "Purchase",            kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "compras", include: "enhancedAllCustomFields", linkedAs: ["APCreditCard", "CashPurchase", "Check"] },
  purchase_orders:        { qbo: "PurchaseOrder",       kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "órdenes de compra", include: "enhancedAllCustomFields", needs: "plus" },
  recurring_transactions: { qbo: "RecurringTransaction", kind: "transaction", reads: "whole",     active: false,    cdc: "unknown", leaves: "deleted",     es: "transacciones recurrentes", wrapped: true, needs: "essentials" },
  refund_receipts:        { qbo: "RefundReceipt",       kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "recibos de reembolso", include: "enhancedAllCustomFields" },
  reimburse_charges:      { qbo: "ReimburseCharge",     kind: "transaction", reads: "by-change", active: false,    cdc: "unknown", leaves: "vanishes",    es: "cargos reembolsables", needs: "plus" },
  sales_receipts:         { qbo: "SalesReceipt",        kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "recibos de venta", include: "enhancedAllCustomFields" },
  tax_payments:           { qbo: "TaxPayment",          kind: "transaction", reads: "whole",     active: false,    cdc: "unknown", leaves: "vanishes",    es: "pagos de impuestos", needs: "au-ca-uk" },
  time_activities:        { qbo: "TimeActivity",        kind: "transaction", reads: "by-change", active: false,    cdc: "no",      leaves: "deleted",     es: "actividades de tiempo", needs: "essentials" },
  transfers:              { qbo: "Transfer",            kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "transferencias" },
  vendor_credits:         { qbo: "VendorCredit",        kind: "transaction", reads: "by-change", active: false,    cdc: "yes",     leaves: "deleted",     es: "créditos de proveedor", needs: "essentials" },
  attachables:            { qbo: "Attachable",          kind: "attachment",  reads: "whole",     active: false,    cdc: "yes",     leaves: "deleted",     es: "adjuntos", unstable: ["TempDownloadUri", "ThumbnailTempDownloadUri"] },
} as const satisfies Readonly<Record<string, EntityFacts>>;
