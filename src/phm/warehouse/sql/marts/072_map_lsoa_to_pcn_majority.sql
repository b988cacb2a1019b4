-- One row per LSOA of the system: the PCN most of its registered patients belong to, for
-- drawing PCNs on a map. Indicative: PCNs have no official boundary.
create table map_lsoa_to_pcn_majority as
with ranked as (
    select
        catchment.lsoa21_code,
        catchment.area_code as pcn_code,
        catchment.registered_patients,
        sum(catchment.registered_patients) over (
            partition by catchment.lsoa21_code
        ) as registered_in_all,
        row_number() over (
            partition by catchment.lsoa21_code
            order by catchment.registered_patients desc, catchment.area_code
        ) as standing
    from map_area_to_lsoa as catchment
    inner join dim_lsoa as lsoa on catchment.lsoa21_code = lsoa.lsoa21_code
    where catchment.area_level = 'pcn' and catchment.area_code <> 'U' and lsoa.in_system
)

select
    lsoa21_code,
    pcn_code,
    registered_patients / registered_in_all as majority_share
from ranked
where standing = 1;
