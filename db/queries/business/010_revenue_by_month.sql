-- How much was sold each month? Invoices and sales receipts, minus credit memos and refunds, without tax, in the company's currency.
-- ¿Cuánto se vendió cada mes? Facturas y recibos de venta, menos notas de crédito y reembolsos, sin impuesto, en la moneda de la compañía.
with sale as (
  select transaction_date, total_amount, total_tax, exchange_rate, 1 as sign from quickbooks.invoice
  union all
  select transaction_date, total_amount, total_tax, exchange_rate, 1 from quickbooks.sales_receipt
  union all
  select transaction_date, total_amount, total_tax, exchange_rate, -1 from quickbooks.credit_memo
  union all
  select transaction_date, total_amount, total_tax, exchange_rate, -1 from quickbooks.refund_receipt
)
select to_char(transaction_date, 'YYYY-MM') as month, count(*) as documents,
       round(sum(sign * (total_amount - coalesce(total_tax, 0)) * coalesce(exchange_rate, 1)), 2) as revenue,
       round(sum(sign * coalesce(total_tax, 0) * coalesce(exchange_rate, 1)), 2) as tax
from sale
group by month
order by month;
