import type { Words } from "./words";

/** Members of records that have no column. The payload in schema raw has them. */
export interface LeftOut extends Words {
  /** Matches paths with arrays folded, `Line[].Amount`. */
  readonly paths: RegExp;
  /** What a page of the documentation says in their place. */
  readonly shown: string;
}

// biome-ignore format: a table, one line a rule
export const LEFT_OUT: readonly LeftOut[] = [
  { shown: "domain, sparse, status", paths: /^(\w+\.)?(domain|sparse|status)$/, en: "They say how the answer was made.", es: "Dicen cómo se hizo la respuesta." },
  { shown: "…Ref.name, Entity.name", paths: /(Ref|Entity)\.name$/, en: "The name that the other record had then; its own view has the name of today.", es: "El nombre que tenía entonces el otro registro; su propia vista tiene el de hoy." },
  { shown: "MetaData.LastModifiedByRef", paths: /(^|\.)MetaData\.LastModifiedByRef\./, en: "A person who signs in to QuickBooks: no entity has that name.", es: "Una persona que entra en QuickBooks: ninguna entidad dice quién." },
  { shown: "V4IDPseudonym, ClientEntityId", paths: /^(V4IDPseudonym|ClientEntityId)$/, en: "Ids of other services of Intuit.", es: "Ids de otros servicios de Intuit." },
  { shown: "SSN", paths: /^SSN$/, en: "Always masked.", es: "Siempre enmascarado." },
  { shown: "TempDownloadUri, ThumbnailTempDownloadUri, InvoiceLink", paths: /^((Thumbnail)?TempDownloadUri|InvoiceLink)$/, en: "Links that let in anyone who holds them.", es: "Enlaces que dejan entrar a quien los tenga." },
  { shown: "PurchaseEx, Line[].LineEx", paths: /^(PurchaseEx|Line\[\]\.LineEx)\./, en: "Notes of QuickBooks to itself, in a form that changes.", es: "Notas de QuickBooks para sí mismo, en una forma que cambia." },
  { shown: "Line[].CustomExtensions, MarkupInfo", paths: /\.(CustomExtensions|MarkupInfo)\b/, en: "Not documented, or about how a price was made.", es: "Sin documentar, o sobre cómo se formó un precio." },
  { shown: "EmailMessagesPrefs, SalesFormsPrefs.DefaultCustomerMessage", paths: /^(EmailMessagesPrefs\.|SalesFormsPrefs\.DefaultCustomerMessage$)/, en: "Texts of letters.", es: "Textos de cartas." },
  { shown: "SalesFormsPrefs.CustomField, VendorAndPurchasesPrefs.POCustomField", paths: /^(SalesFormsPrefs\.CustomField|VendorAndPurchasesPrefs\.POCustomField)\b/, en: "Which own fields are in use; quickbooks.custom_field has those of each record.", es: "Qué campos propios se usan; quickbooks.custom_field tiene los de cada registro." },
  { shown: "SalesFormsPrefs.ETransaction…, IPNSupportEnabled, EmailCopyToCompany", paths: /^SalesFormsPrefs\.(ETransaction\w+|IPNSupportEnabled|EmailCopyToCompany)$/, en: "How forms are sent.", es: "Cómo se envían los formularios." },
  { shown: "RecurringTransaction: the transaction inside", paths: /^(Bill|Invoice|JournalEntry|Purchase|Transfer|SalesReceipt|CreditMemo|Deposit|Estimate|Payment|PurchaseOrder|RefundReceipt|VendorCredit)\./, en: "A template was never posted; the view has what it makes, when, for whom and how much.", es: "Una plantilla nunca se contabilizó; la vista tiene qué crea, cuándo, para quién y cuánto." },
];
