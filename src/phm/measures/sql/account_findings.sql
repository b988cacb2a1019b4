-- One row per finding of the check made with the build.
select * from meta_finding order by kind, source_id, period;
