-- What does one customer's account look like? Write the name in the first lines; without it, the customer that owes most is shown.
-- ¿Cómo está la cuenta de un cliente? Escriba el nombre en las primeras líneas; sin él se muestra el cliente que más debe.
with chosen as (
  select id, display_name
  from quickbooks.customer
  order by display_name = 'write a name here' desc, balance desc nulls last, id
  limit 1
), entry as (
  select transaction_date, 'invoice' as kind, id, doc_number, customer_id, total_amount as amount from quickbooks.invoice
  union all
  select transaction_date, 'credit memo', id, doc_number, customer_id, -total_amount from quickbooks.credit_memo
  union all
  select transaction_date, 'payment', id, reference_number, customer_id, -total_amount from quickbooks.payment
)
select chosen.display_name as customer, transaction_date as date, kind, doc_number as document, amount,
       sum(amount) over (order by transaction_date, kind, entry.id rows unbounded preceding) as balance
from entry
join chosen on chosen.id = entry.customer_id
order by date, kind, entry.id;
