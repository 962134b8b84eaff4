-- Which customers were made inactive and still have a balance? QuickBooks hides them, and what they owe with them.
-- ¿Qué clientes se desactivaron y aún tienen saldo? QuickBooks los oculta, y con ellos lo que deben.
select display_name as customer, balance, currency_id as currency, email, phone_number, updated_at
from quickbooks.customer
where not active and balance <> 0
order by balance desc, customer;
