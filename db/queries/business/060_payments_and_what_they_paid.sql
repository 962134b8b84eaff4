-- What did each payment pay? One row for each line of a payment. A payment that pays nothing yet has one row.
-- ¿Qué pagó cada pago? Una fila por línea de un pago; el que aún no paga nada tiene una fila propia.
select payment.transaction_date as date, payment.id as payment, customer.display_name as customer,
       payment.total_amount as payment_total, line.amount as applied, line.transaction_type as paid,
       coalesce(invoice.doc_number, line.transaction_id) as document, invoice.balance as still_open,
       payment.unapplied_amount as unapplied
from quickbooks.payment
left join quickbooks.customer on customer.id = payment.customer_id
left join quickbooks.payment_line as line on line.payment_id = payment.id
left join quickbooks.invoice on invoice.id = line.invoice_id
order by date desc, payment, document;
