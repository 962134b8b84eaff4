-- What was sold of each item? Lines of invoices and sales receipts, also inside of bundles, in the currency of each line.
-- ¿Qué se vendió de cada artículo? Líneas de facturas y recibos de venta, también las de paquetes, en la moneda de cada una.
with line as (
  select sales_item_item_id as item_id, sales_item_quantity as quantity, amount, invoice_id, null as sales_receipt_id
  from quickbooks.invoice_line
  union all
  select item_id, quantity, amount, invoice_id, null from quickbooks.invoice_line_bundle
  union all
  select sales_item_item_id, sales_item_quantity, amount, null, sales_receipt_id from quickbooks.sales_receipt_line
  union all
  select item_id, quantity, amount, null, sales_receipt_id from quickbooks.sales_receipt_line_bundle
)
select item.name as item, coalesce(invoice.currency_id, sales_receipt.currency_id) as currency, count(*) as lines,
       sum(quantity) as quantity, sum(amount) as amount,
       max(coalesce(invoice.transaction_date, sales_receipt.transaction_date)) as last_sold
from line
left join quickbooks.item on item.id = line.item_id
left join quickbooks.invoice on invoice.id = line.invoice_id
left join quickbooks.sales_receipt on sales_receipt.id = line.sales_receipt_id
where line.item_id is not null
group by line.item_id, item.name, currency
order by amount desc nulls last, item;
