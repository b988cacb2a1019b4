-- One row per funded project of the newest extract, with the area it serves.
create table fct_project as
select
    cast(row_number() over (order by project.project_key) as integer) as project_id,
    project.project_name,
    project.lead_organisation,
    project.area_level,
    project.area_code,
    area.area_name,
    project.amount_pounds,
    cast(project.start_date as date) as start_date,
    cast(project.end_date as date) as end_date,
    project.dimension,
    project.triangle_corner,
    project.digital_area
from stg_projects as project
left join dim_area as area
    on
        project.area_level = area.area_level
        and project.area_code = area.area_code
where project.period = (select max(period) from stg_projects)
order by project_id;
