/**
 * The members that a record may have, for the entities whose schema is known from Intuit's page of the entity and from
 * recorded rows.
 */
const EVERYWHERE = "Id SyncToken sparse domain MetaData status CustomField time";
const SCHEMAS: Readonly<Record<string, string>> = {
  Customer:
    "Active AlternatePhone ARAccountRef Balance BalanceWithJobs BillAddr BillWithParent BusinessNumber ClientEntityId CompanyName CurrencyRef CustomerTypeRef DefaultTaxCodeRef DisplayName FamilyName Fax FullyQualifiedName GSTIN GSTRegistrationType GivenName IsProject Job Level MiddleName Mobile Notes OpenBalanceDate OtherAddr ParentRef PaymentMethodRef PreferredDeliveryMethod PrimaryEmailAddr PrimaryPhone PrimaryTaxIdentifier PrintOnCheckName ResaleNum SalesTermRef SecondaryTaxIdentifier ShipAddr Source Suffix Taxable TaxExemptionReasonId Title V4IDPseudonym WebAddr",
  Item: "Active AbatementRate AssetAccountRef ClassRef Description ExpenseAccountRef FullyQualifiedName IncomeAccountRef InvStartDate ItemGroupDetail Level Name ParentRef PrefVendorRef PurchaseCost PurchaseDesc PurchaseTaxCodeRef PurchaseTaxIncluded QtyOnHand ReorderPoint ReverseChargeRate SalesTaxCodeRef SalesTaxIncluded ServiceType Sku Source SubItem Taxable TaxClassificationRef TrackQtyOnHand Type UnitPrice",
  Invoice:
    "AllowIPNPayment AllowOnlineACHPayment AllowOnlineCreditCardPayment AllowOnlinePayment ApplyTaxAfterDiscount AutoDocNumber Balance BillAddr BillEmail BillEmailBcc BillEmailCc callToAction ClassRef ConvenienceFeeDetail CurrencyRef CustomerMemo CustomerRef DeliveryInfo DepartmentRef Deposit DepositToAccountRef DiscountRate DocNumber DueDate ECloudStatusTimeStamp EInvoiceStatus EmailStatus ExchangeRate FOB FreeFormAddress GlobalTaxCalculation HomeBalance HomeTotalAmt InvoiceEx InvoiceLink invoiceStatusLog LessCIS Line LinkedTxn PaymentDetailsMessage PaymentMethodRef PaymentRefNum PONumber PrintStatus PrivateNote ProjectRef RecurDataRef RecurringInfo RemitToRef SalesRepRef SalesTermRef ShipAddr ShipDate ShipFromAddr ShipMethodRef Tag TaxExemptionRef TaxFormNum TaxFormType TotalAmt TrackingNum TransactionLocationType TxnApprovalInfo TxnDate TxnSource TxnStatus TxnTaxDetail",
};

/** The known members, or undefined when the entity's schema is not known and any member passes. */
export function knownMembers(entity: string): readonly string[] | undefined {
  const members = SCHEMAS[entity];
  return members === undefined ? undefined : `${EVERYWHERE} ${members}`.split(" ");
}

/** Statements name members in any case. */
export function mayBeMember(entity: string, member: string): boolean {
  const wanted = member.toLowerCase();
  return knownMembers(entity)?.some((name) => name.toLowerCase() === wanted) ?? true;
}
