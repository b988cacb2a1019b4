-- One row per landed file.
select * from meta_load order by source_id, period;
