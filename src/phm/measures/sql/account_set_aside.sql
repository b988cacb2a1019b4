-- One row per row set aside, cell left empty or cell converted (the first of each reason).
select
    source_id,
    period,
    line,
    what,
    reason,
    "column",
    value
from meta_set_aside
order by source_id, period, what desc, cast(line as bigint), "column";
