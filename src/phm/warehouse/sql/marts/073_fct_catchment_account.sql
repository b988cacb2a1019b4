-- One row per reason: where every patient of the system's registers went on the way to a
-- catchment. `side` is the register counted; sums over a side are that register's total.
create table fct_catchment_account as
with register as (
    select
        register.practice_code,
        register.lsoa11_code,
        register.patients
    from stg_gp_patients_by_lsoa as register
    inner join dim_practice as practice
        on register.practice_code = practice.practice_code
    where
        register.period = (select max(period) from stg_gp_patients_by_lsoa)
        and practice.in_system
),

earlier as (
    select
        'register by LSOA' as side,
        case
            when not practice.is_current
                then 'Practice closed since: its people are on other lists now'
            when pair.lsoa11_code is null
                then 'Address not matched to an LSOA ('
                    || register.lsoa11_code
                    || '): shares the practice''s pattern'
            else 'Current practice, address matched: gives the practice''s pattern'
        end as reason,
        register.practice_code,
        register.patients
    from register
    inner join dim_practice as practice
        on register.practice_code = practice.practice_code
    left join (select distinct lsoa11_code from map_lsoa11_to_lsoa21) as pair
        on register.lsoa11_code = pair.lsoa11_code
),

placed as (
    select
        catchment.practice_code,
        catchment.placed_by,
        coalesce(lsoa.in_system, false) as is_inside,
        sum(catchment.registered_patients) as patients
    from map_practice_to_lsoa as catchment
    left join dim_lsoa as lsoa on catchment.lsoa21_code = lsoa.lsoa21_code
    group by catchment.practice_code, catchment.placed_by, coalesce(lsoa.in_system, false)
),

today as (
    select
        'newest list' as side,
        case
            when placed.practice_code is null
                then 'No pattern to place them by: in the list, on no map'
            when list.pcn_code = 'U'
                then 'In no PCN (Unallocated): in the system''s list, on no PCN''s'
            when placed.placed_by = 'pcn'
                then 'Practice opened since: placed by the pattern of its PCN'
            when placed.is_inside
                then 'Placed inside the system'
            else 'Placed outside the system: still in their PCN''s list'
        end as reason,
        list.practice_code,
        coalesce(placed.patients, list.registered_patients) as patients
    from fct_registered_list as list
    inner join dim_practice as practice on list.practice_code = practice.practice_code
    left join placed on list.practice_code = placed.practice_code
    where practice.in_system
),

everywhere as (
    select
        'register by LSOA, all England' as side,
        case
            when practice.practice_code is null
                then 'Practice in no practice map: belongs to no system'
            when practice.in_system then 'Practice of this system'
            else 'Practice of another system'
        end as reason,
        register.practice_code,
        register.patients
    from stg_gp_patients_by_lsoa as register
    left join dim_practice as practice
        on register.practice_code = practice.practice_code
    where register.period = (select max(period) from stg_gp_patients_by_lsoa)
)

select
    side,
    reason,
    count(distinct practice_code) as practices,
    sum(patients) as patients
from (
    select * from earlier
    union all
    select * from today
    union all
    select * from everywhere
)
group by side, reason;
