-- Who owes how much, and for how long has it been due? Open invoices of each customer, by days since the due date.
-- ¿Quién debe cuánto, y desde hace cuánto está vencido? Facturas abiertas de cada cliente, por días desde el vencimiento.
with open_invoice as (
  select customer_id, currency_id, balance as amount, current_date - coalesce(due_date, transaction_date) as days_late
  from quickbooks.invoice
  where balance <> 0
)
select customer.display_name as customer, open_invoice.currency_id as currency, count(*) as invoices, sum(amount) as open,
       sum(amount) filter (where days_late <= 0) as not_due,
       sum(amount) filter (where days_late between 1 and 30) as days_1_to_30,
       sum(amount) filter (where days_late between 31 and 60) as days_31_to_60,
       sum(amount) filter (where days_late between 61 and 90) as days_61_to_90,
       sum(amount) filter (where days_late > 90) as days_over_90
from open_invoice
left join quickbooks.customer on customer.id = open_invoice.customer_id
group by open_invoice.customer_id, customer.display_name, open_invoice.currency_id
order by open desc, customer;
