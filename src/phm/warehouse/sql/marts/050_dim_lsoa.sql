-- One row per 2021 LSOA of England and Wales, with where it lies, how deprived and how rural it is.
-- Quintile 1 = most deprived. The local quintile ranks the system's own LSOAs only.
create table dim_lsoa as
with deprivation as (
    select *
    from stg_iod_2025
    where period = (select max(period) from stg_iod_2025)
),

-- the class of the 2011 area that most of the people of a 2021 one lived in
rural_2011 as (
    select
        pair.lsoa21_code,
        rural.ruc11_code,
        case when rural.ruc11_code < 'D' then 'Urban' else 'Rural' end
            as urban_rural_2011,
        row_number() over (
            partition by pair.lsoa21_code order by pair.share_of_2021 desc, pair.lsoa11_code
        ) as standing
    from map_lsoa11_to_lsoa21 as pair
    inner join stg_rural_urban_2011 as rural on pair.lsoa11_code = rural.lsoa11_code
),

base as (
    select
        ward.lsoa21_code,
        ward.lsoa21_name,
        names.msoa21_hocl_name as neighbourhood_name,
        ward.district_code,
        ward.district_name,
        health.sub_icb_code,
        sub_icb.place_id,
        coalesce(sub_icb.in_system, false) as in_system,
        census.residents,
        rural.ruc21_code,
        rural.ruc21_name,
        rural.urban_rural,
        rural_2011.ruc11_code,
        rural_2011.urban_rural_2011,
        deprivation.imd_score,
        deprivation.imd_rank,
        deprivation.imd_decile,
        centroid.latitude,
        centroid.longitude
    from stg_lsoa21_to_ward as ward
    left join map_lsoa_to_sub_icb as health on ward.lsoa21_code = health.lsoa21_code
    left join dim_sub_icb as sub_icb on health.sub_icb_code = sub_icb.sub_icb_code
    left join stg_census2021_ts001 as census on ward.lsoa21_code = census.lsoa21_code
    left join stg_rural_urban_2021 as rural on ward.lsoa21_code = rural.lsoa21_code
    left join rural_2011
        on ward.lsoa21_code = rural_2011.lsoa21_code and rural_2011.standing = 1
    left join stg_lsoa21_to_msoa21 as names on ward.lsoa21_code = names.lsoa21_code
    left join stg_lsoa21_centroids as centroid
        on ward.lsoa21_code = centroid.lsoa21_code
    left join deprivation on ward.lsoa21_code = deprivation.lsoa21_code
),

ranked as (
    select
        lsoa21_code,
        row_number() over (order by imd_rank, lsoa21_code) as local_rank,
        count(*) over () as local_areas
    from base
    where in_system and imd_rank is not null
)

select
    base.*,
    cast((base.imd_decile + 1) // 2 as integer) as deprivation_quintile_national,
    cast(
        (ranked.local_rank * 5 + ranked.local_areas - 1) // ranked.local_areas as integer
    ) as deprivation_quintile_local
from base
left join ranked on base.lsoa21_code = ranked.lsoa21_code;
