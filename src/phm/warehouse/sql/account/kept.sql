-- Each reason in full, and of each reason and file the first rows, without the values of
-- columns that hold keys of people.
create table meta_reason as
with numbered as (
    select
        *,
        row_number() over (
            partition by source_id, period, what, reason, "column" order by line
        ) as place
    from set_aside
),

counted as (
    select
        source_id,
        period,
        what,
        reason,
        "column",
        count(*) as listed,
        min(line) as example_line,
        min(value) filter (where place = 1) as example_value
    from numbered
    group by source_id, period, what, reason, "column"
)

select
    counted.source_id,
    counted.period,
    counted.what,
    counted.reason,
    counted."column",
    coalesce(converted.cells, counted.listed) as count,
    counted.example_line,
    case when hidden.source_id is null then counted.example_value else '' end
        as example_value
from counted
left join converted
    on
        counted.what = 'converted'
        and counted.source_id = converted.source_id
        and counted.period = converted.period
        and counted.reason = converted.reason
        and counted."column" = converted."column"
left join never_shown as hidden
    on counted.source_id = hidden.source_id and counted."column" = hidden."column"
order by
    counted.source_id, counted.period, counted.what, count desc, counted.reason,
    counted."column";

create table meta_set_aside as
with numbered as (
    select
        *,
        row_number() over (
            partition by source_id, period, what, reason, "column" order by line
        ) as place
    from set_aside
)

select
    cast(aside.line as varchar) as line,
    aside.what,
    aside.reason,
    aside."column",
    case when hidden.source_id is null then aside.value else '' end as value,
    aside.source_id,
    aside.period
from numbered as aside
left join never_shown as hidden
    on aside.source_id = hidden.source_id and aside."column" = hidden."column"
where aside.place <= 200
order by aside.source_id, aside.period, aside.line, aside."column", aside.reason;
