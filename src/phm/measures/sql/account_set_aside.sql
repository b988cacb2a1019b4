-- One row per row set aside (the first thousand of each file).
select source_id, period, line, reason, "column", value
from meta_set_aside order by source_id, period, cast(line as integer);
