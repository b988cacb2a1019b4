-- Rows read = rows used + out of scope + set aside, for every file.
select source_id, period, rows_read, rows_used, rows_out_of_scope, rows_set_aside
from meta_load
where rows_read <> rows_used + rows_out_of_scope + rows_set_aside;
