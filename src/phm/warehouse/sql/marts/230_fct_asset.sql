-- One row per community group or service of the newest extract, with the 2021 LSOA whose
-- population centre is nearest to its venue: by its coordinates, else by its postcode.
create table fct_asset as
with listed as (
    select
        *,
        replace(postcode, ' ', '') as bare_postcode,
        row_number() over (order by asset_key) as asset_id
    from stg_assets
    where period = (select max(period) from stg_assets)
),

pinned as (
    select
        listed.asset_id,
        postcode.eastings,
        postcode.northings
    from stg_postcodes as postcode
    inner join listed on replace(postcode.postcode, ' ', '') = listed.bare_postcode
    where
        postcode.positional_quality < 90
        and listed.latitude is null
        and postcode.period = (select max(period) from stg_postcodes)
),

away as (  -- squares of metres, or of degrees with a degree east as long as one north
    select
        listed.asset_id,
        lsoa.lsoa21_code,
        pow(listed.latitude - lsoa.latitude, 2)
        + pow(0.62 * (listed.longitude - lsoa.longitude), 2) as square
    from listed
    inner join dim_lsoa as lsoa
        on
            abs(listed.latitude - lsoa.latitude) < 0.1
            and abs(listed.longitude - lsoa.longitude) < 0.16
    union all
    select
        pinned.asset_id,
        centroid.lsoa21_code,
        pow(pinned.eastings - centroid.easting_m, 2)
        + pow(pinned.northings - centroid.northing_m, 2) as square
    from pinned
    inner join stg_lsoa21_centroids as centroid
        on
            abs(pinned.eastings - centroid.easting_m) < 11000
            and abs(pinned.northings - centroid.northing_m) < 11000
),

distance as (
    select
        asset_id,
        lsoa21_code,
        row_number() over (partition by asset_id order by square, lsoa21_code)
            as nearness
    from away
)

select
    cast(listed.asset_id as integer) as asset_id,
    listed.asset_name,
    listed.kind,
    listed.latitude,
    listed.longitude,
    lsoa.lsoa21_code,
    majority.pcn_code,
    lsoa.place_id,
    lsoa.district_code,
    lsoa.district_name,
    coalesce(lsoa.in_system, false) as in_system,
    listed.languages,
    listed.step_free,
    listed.digital_offer,
    listed.capacity_per_year,
    cast(listed.extract_date as date) as extract_date
from listed
left join distance on listed.asset_id = distance.asset_id and distance.nearness = 1
left join dim_lsoa as lsoa on distance.lsoa21_code = lsoa.lsoa21_code
left join map_lsoa_to_pcn_majority as majority
    on distance.lsoa21_code = majority.lsoa21_code
order by listed.asset_id;
