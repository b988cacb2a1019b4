-- One row per practice and practice map held: which PCN and sub-ICB it was in then.
create table fct_practice_map as
select
    practice_code,
    period,
    pcn_code,
    sub_icb_code,
    icb_code
from stg_practice_map;
