-- One row per published pair of a 2011 and a 2021 LSOA. share_of_2011 says which part of
-- the 2011 area's people live in the 2021 area; it sums to 1 over each 2011 area.
-- share_of_2021 is the way back, for carrying 2011 rates over: which part of the 2021
-- area's people the 2011 area contributes (mid-2020 residents); it sums to 1 over each
-- 2021 area. Unchanged and merged areas go over whole. Split areas are shared by Census 2021
-- residents of the parts. For the irregular pairs (X) no parts are published: a 2021
-- area with several 2011 parents gives each an equal part of its residents, the least
-- assuming choice (docs/methods/vintages.md).
create table map_lsoa11_to_lsoa21 as
with pair as (
    select distinct
        lsoa11_code,
        lsoa21_code,
        change
    from stg_lsoa11_to_lsoa21
),

parents as (
    select
        lsoa21_code,
        count(*) as parents
    from pair
    group by lsoa21_code
),

weighted as (
    select
        pair.lsoa11_code,
        pair.lsoa21_code,
        pair.change,
        case
            when pair.change = 'X'
                then coalesce(census.residents, 1) / parents.parents
            else coalesce(census.residents, 1)
        end as weight
    from pair
    inner join parents on pair.lsoa21_code = parents.lsoa21_code
    left join stg_census2021_ts001 as census on pair.lsoa21_code = census.lsoa21_code
),

shared as (
    select
        *,
        weight / sum(weight) over (partition by lsoa11_code) as share_of_2011
    from weighted
),

peopled as (
    select
        shared.*,
        shared.share_of_2011 * coalesce(estimate.residents, 1) as residents
    from shared
    left join stg_lsoa11_population_mid2020 as estimate
        on shared.lsoa11_code = estimate.lsoa11_code
)

select
    lsoa11_code,
    lsoa21_code,
    change,
    share_of_2011,
    residents / sum(residents) over (partition by lsoa21_code) as share_of_2021
from peopled;
