select
    lsoa.lsoa21_code as lsoa_code,
    lsoa.lsoa21_name as lsoa_name,
    lsoa.district_code,
    lsoa.district_name,
    case when lsoa.in_system then lsoa.sub_icb_code else '' end as sub_icb_code,
    lsoa.latitude,
    lsoa.longitude,
    lsoa.imd_rank,
    lsoa.imd_score,
    lsoa.imd_decile,
    lsoa.deprivation_quintile_national as quintile_national,
    lsoa.deprivation_quintile_local as quintile_local,
    lsoa.ruc21_code,
    lsoa.urban_rural = 'Rural' as is_rural,
    lonely.lonely_percent,
    census.bad_or_very_bad_health / census.residents_asked_health as bad_health_share,
    census.limited_english / census.residents_3_over as limited_english_share,
    digital.deri_score
from dim_lsoa as lsoa
left join fct_lsoa_census as census on lsoa.lsoa21_code = census.lsoa21_code
left join fct_lsoa_percent as lonely on lsoa.lsoa21_code = lonely.lsoa21_code
left join fct_digital_risk as digital on lsoa.lsoa21_code = digital.lsoa21_code
where lsoa.imd_rank is not null and lsoa.latitude is not null
order by lsoa.lsoa21_code;
