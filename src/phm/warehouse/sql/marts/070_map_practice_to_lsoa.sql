-- One row per current practice and 2021 LSOA: how many of the practice's patients live
-- there. The 2022 distribution of the practice over LSOAs is scaled to its newest list;
-- a practice that opened since takes the distribution of its PCN (placed_by = 'pcn').
create table map_practice_to_lsoa as
with register as (
    select
        practice_code,
        lsoa11_code,
        sum(patients) as patients
    from stg_gp_patients_by_lsoa
    where period = (select max(period) from stg_gp_patients_by_lsoa)
    group by practice_code, lsoa11_code
),

placed as (
    select
        register.practice_code,
        pair.lsoa21_code,
        sum(register.patients * pair.share_of_2011) as patients_2022
    from register
    inner join map_lsoa11_to_lsoa21 as pair on register.lsoa11_code = pair.lsoa11_code
    group by register.practice_code, pair.lsoa21_code
),

own as (
    select
        placed.practice_code,
        placed.lsoa21_code,
        placed.patients_2022,
        placed.patients_2022
        / sum(placed.patients_2022) over (partition by placed.practice_code) as share
    from placed
    where placed.patients_2022 > 0
),

of_pcn as (
    select
        list.pcn_code,
        own.lsoa21_code,
        sum(own.patients_2022) as patients_2022
    from own
    inner join fct_registered_list as list on own.practice_code = list.practice_code
    where list.pcn_code <> 'U'
    group by list.pcn_code, own.lsoa21_code
),

borrowed as (
    select
        list.practice_code,
        of_pcn.lsoa21_code,
        of_pcn.patients_2022
        / sum(of_pcn.patients_2022) over (partition by list.practice_code) as share
    from fct_registered_list as list
    inner join of_pcn on list.pcn_code = of_pcn.pcn_code
    where list.practice_code not in (select practice_code from own)
),

shared as (
    select practice_code, lsoa21_code, patients_2022, share, 'practice' as placed_by
    from own
    union all
    select practice_code, lsoa21_code, null as patients_2022, share, 'pcn' as placed_by
    from borrowed
)

select
    shared.practice_code,
    list.pcn_code,
    list.sub_icb_code,
    shared.lsoa21_code,
    shared.placed_by,
    shared.patients_2022,
    shared.share,
    shared.share * list.registered_patients as registered_patients
from shared
inner join fct_registered_list as list on shared.practice_code = list.practice_code;
