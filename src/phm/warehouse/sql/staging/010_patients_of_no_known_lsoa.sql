-- A neighbourhood that no look-up knows is left empty; its person is used.
insert into set_aside
select
    'patients' as source_id,
    patient.period,
    patient._line,
    'cell' as what,
    'not an LSOA of 2021' as reason,
    'lsoa_code' as "column",
    patient.lsoa_code as value
from stg_patients as patient
where
    patient.lsoa_code is not null
    and exists (select 1 from stg_lsoa21_to_ward)
    and not exists (
        select 1 from stg_lsoa21_to_ward as known
        where known.lsoa21_code = patient.lsoa_code
    )
    and not exists (
        select 1 from stg_lsoa11_to_lsoa21 as known
        where known.lsoa21_code = patient.lsoa_code
    );

update stg_patients
set lsoa_code = null
from set_aside as aside
where
    aside.source_id = 'patients'
    and aside."column" = 'lsoa_code'
    and aside.what = 'cell'
    and stg_patients.period = aside.period
    and stg_patients._line = aside.line;
