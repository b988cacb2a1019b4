-- One row per reason for which rows were set aside, cells left empty or converted.
select
    source_id,
    period,
    what,
    reason,
    "column",
    count,
    example_line,
    example_value
from meta_reason
order by source_id, period, what desc, count desc, reason, "column";
