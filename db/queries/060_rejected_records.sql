-- Which records are not in the tables, because QuickBooks cannot render them or the tables cannot hold them, and why?
-- For a record that was never read, the time lies between not_before_utc and not_after_utc. No line: nothing was rejected.
-- ¿Qué registros no están en las tablas, porque QuickBooks no puede entregarlos o las tablas guardarlos, y por qué?
-- La hora de uno que nunca se leyó está entre not_before_utc y not_after_utc. Ninguna línea: nada se rechazó.
select run_id, entity, record_id, window_start_utc as day_utc, not_before_utc, not_after_utc, reason, detail, page_number, position_on_page,
       left(record_text, 200) as begins_with, rejected_at_utc
from backfill.rejected_record
order by run_id desc, entity, page_number, position_on_page;
