-- Every group where up to three schemes cross, in the system and in each of its PCNs.
select * from fct_crossing
order by pcn_code, scheme_1, scheme_2, scheme_3, group_1, group_2, group_3;
