-- Which records did QuickBooks send that the tables cannot hold, and why? No line is what one wants.
-- ¿Qué registros envió QuickBooks que las tablas no pueden guardar, y por qué? Lo deseable es ninguna línea.
select run_id, entity, record_id, window_start_utc as day_utc, reason, detail, page_number, position_on_page,
       left(record_text, 200) as begins_with, rejected_at_utc
from backfill.rejected_record
order by run_id desc, entity, page_number, position_on_page;
