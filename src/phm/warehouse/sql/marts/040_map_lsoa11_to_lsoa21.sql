-- One row per published pair of a 2011 and a 2021 LSOA. share_of_2011 says which part of
-- the 2011 area's people live in the 2021 area; it sums to 1 over each 2011 area.
-- share_of_2021 is the way back, for carrying 2011 rates over: which part of the 2021
-- area's people the 2011 area contributes (mid-2020 residents); it sums to 1 over each
-- 2021 area. Unchanged and merged areas go over whole; split areas are shared by Census
-- 2021 residents of the parts. For irregular pairs (X) no parts are published: a 2021
-- area first takes the people of the 2011 areas that go into it whole, and what is left
-- of its residents is shared equally by its other parents (docs/methods/vintages.md).
create table map_lsoa11_to_lsoa21 as
with pair as (
    select distinct
        lsoa11_code,
        lsoa21_code,
        change
    from stg_lsoa11_to_lsoa21
),

parted as (
    select
        pair.*,
        count(*) over (partition by pair.lsoa11_code) as parts,
        coalesce(census.residents, 1) as residents_2021,
        coalesce(estimate.residents, 1) as residents_2020
    from pair
    left join stg_census2021_ts001 as census on pair.lsoa21_code = census.lsoa21_code
    left join stg_lsoa11_population_mid2020 as estimate
        on pair.lsoa11_code = estimate.lsoa11_code
),

left_over as (
    select
        lsoa21_code,
        coalesce(sum(residents_2020) filter (where parts = 1), 0) as taken_whole,
        count(*) filter (where parts > 1) as other_parents
    from parted
    group by lsoa21_code
),

weighted as (
    select
        parted.*,
        case
            when parted.parts = 1 then 1.0
            when parted.change = 'X'
                then greatest(parted.residents_2021 - left_over.taken_whole, 1.0)
                / left_over.other_parents
            else parted.residents_2021
        end as weight
    from parted
    inner join left_over on parted.lsoa21_code = left_over.lsoa21_code
),

shared as (
    select
        *,
        weight / sum(weight) over (partition by lsoa11_code) as share_of_2011
    from weighted
)

select
    lsoa11_code,
    lsoa21_code,
    change,
    share_of_2011,
    share_of_2011 * residents_2020
    / sum(share_of_2011 * residents_2020) over (partition by lsoa21_code)
        as share_of_2021
from shared;
