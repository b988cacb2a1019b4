-- What was sent with the newest patients extract, and the periods it is counted in.
select * from cfg_extract;
