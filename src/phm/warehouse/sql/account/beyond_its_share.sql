-- One row per file of which more rows are set aside than its declaration allows.
select
    file.source_id,
    file.period,
    100.0 * count(*) / file.rows_in_scope as percent_set_aside,
    file.percent_allowed
from staged_file as file
inner join set_aside as aside
    on file.source_id = aside.source_id and file.period = aside.period
where aside.what = 'row' and not file.refused
group by file.source_id, file.period, file.rows_in_scope, file.percent_allowed
having 100.0 * count(*) / file.rows_in_scope > file.percent_allowed
order by file.source_id, file.period;
