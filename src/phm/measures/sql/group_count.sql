-- People of a scheme's groups in every area of a level, as counted by the build.
select * from fct_group_count
where area_level = $level and scheme_id = $scheme
order by area_code, group_id;
