-- Rows read = rows used + out of scope + set aside, for every file, and the rows used are
-- the rows that stand in its staging table.
select
    load.source_id,
    load.period,
    load.rows_read,
    load.rows_used,
    load.rows_out_of_scope,
    load.rows_set_aside,
    staged.rows_standing
from meta_load as load
left join staged_rows as staged
    on load.source_id = staged.source_id and load.period = staged.period
where
    load.rows_read <> load.rows_used + load.rows_out_of_scope + load.rows_set_aside
    or (staged.rows_standing is not null and staged.rows_standing <> load.rows_used);
