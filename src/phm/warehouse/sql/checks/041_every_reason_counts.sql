-- The reasons of a file add up to the rows it has set aside, unless it is refused.
select load.source_id, load.period, load.rows_set_aside, sum(reason.count)
from meta_load as load
left join meta_reason as reason
    on
        load.source_id = reason.source_id
        and load.period = reason.period
        and reason.what = 'row'
where load.refused = ''
group by load.source_id, load.period, load.rows_set_aside
having load.rows_set_aside <> coalesce(sum(reason.count), 0);
