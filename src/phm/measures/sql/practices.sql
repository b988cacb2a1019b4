-- How many practices the system has today.
select count(*) as practices from dim_area where area_level = 'practice';
