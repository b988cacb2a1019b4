-- A project serves an area that some look-up knows, or is set aside. Places and the
-- system itself are named by configuration, not by files.
insert into set_aside
select
    'projects' as source_id,
    project.period,
    project._line,
    'row' as what,
    'not an area of that level' as reason,
    'area_code' as "column",
    project.area_code as value
from stg_projects as project
where
    case project.area_level
        when 'lsoa'
            then exists (select 1 from stg_lsoa21_to_ward)
            and not exists (
                select 1 from stg_lsoa21_to_ward as known
                where known.lsoa21_code = project.area_code
            )
            and not exists (
                select 1 from stg_lsoa11_to_lsoa21 as known
                where known.lsoa21_code = project.area_code
            )
        when 'practice'
            then not exists (
                select 1 from stg_practice_map as known
                where known.practice_code = project.area_code
            )
        when 'pcn'
            then not exists (
                select 1 from stg_practice_map as known
                where known.pcn_code = project.area_code
            )
        else false
    end;

delete from stg_projects using set_aside as aside
where
    aside.source_id = 'projects'
    and aside.what = 'row'
    and stg_projects.period = aside.period
    and stg_projects._line = aside.line;
