-- One row per 2021 LSOA of England: whether it is in the fifth with the slowest broadband,
-- by the indicator of the Indices of Deprivation 2025 (higher is slower).
create table fct_broadband as
select
    lsoa21_code,
    period,
    1 as areas,
    digital_connectivity,
    cast(
        ntile(5) over (
            partition by period order by digital_connectivity desc, lsoa21_code
        ) = 1 as integer
    ) as is_slowest_fifth
from stg_iod_2025_indicators
where digital_connectivity is not null and lsoa21_code like 'E%';
