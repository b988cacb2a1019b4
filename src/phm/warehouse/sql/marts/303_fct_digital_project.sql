-- One row per funded project for digital inclusion that ran in the 12 months to the extract,
-- with the PCN and the place it is for: its own, or those it lies in; none above that.
create table fct_digital_project as
select
    project.project_id,
    project.project_name,
    project.lead_organisation,
    project.digital_area,
    project.area_level,
    project.area_code,
    project.area_name,
    case project.area_level
        when 'pcn' then project.area_code
        when 'practice' then practice.parent_code
        when 'lsoa' then lsoa.parent_code
    end as pcn_code,
    case project.area_level
        when 'place' then project.area_code
        when 'pcn' then pcn.parent_code
        when 'practice' then pcn_of_practice.parent_code
        when 'lsoa' then pcn_of_lsoa.parent_code
    end as place_id,
    project.amount_pounds,
    project.start_date,
    project.end_date
from fct_project as project
cross join cfg_extract as extract
left join dim_area as pcn
    on pcn.area_level = 'pcn' and project.area_code = pcn.area_code
left join dim_area as practice
    on practice.area_level = 'practice' and project.area_code = practice.area_code
left join dim_area as pcn_of_practice
    on pcn_of_practice.area_level = 'pcn'
    and practice.parent_code = pcn_of_practice.area_code
left join dim_area as lsoa
    on lsoa.area_level = 'lsoa' and project.area_code = lsoa.area_code
left join dim_area as pcn_of_lsoa
    on pcn_of_lsoa.area_level = 'pcn' and lsoa.parent_code = pcn_of_lsoa.area_code
where
    project.digital_area is not null
    and project.start_date <= extract.last_day
    and coalesce(project.end_date, extract.last_day) > extract.day_before
order by project.project_id;
