-- Practices of which the extract holds under 90 or over 105 % of the published list.
-- People who opted out are not in it, which takes about 5 % (4.97 % in June 2021).
insert into meta_finding by name
with away as (
    select
        people.practice_code,
        people.patients_period,
        people.people,
        people.published_list
    from fct_practice_people as people
    inner join dim_practice as practice
        on people.practice_code = practice.practice_code
    where
        practice.in_system
        and (
            people.people < 0.90 * people.published_list
            or people.people > 1.05 * people.published_list
        )
),

counted as (
    select
        patients_period,
        count(*) as practices,
        min(practice_code) as first_code
    from away
    group by patients_period
)

select
    'notice' as kind,
    'patients' as source_id,
    counted.patients_period as period,
    'Of ' || counted.practices || ' practice(s) the extract holds under 90 % or over '
    || '105 % of the published list (first: ' || away.practice_code || ', '
    || case
        when away.people < 8 then 'fewer than 8'
        else 'about ' || cast(5 * floor(away.people / 5 + 0.5) as bigint)
    end
    || ' against ' || cast(away.published_list as bigint) || ').'
        as message,
    'Compare the dates, then ask the supplier whether the extract is whole.' as remedy,
    'practice_code' as "column",
    counted.practices as count,
    away.practice_code as example_value,
    '' as reason
from counted
inner join away on counted.first_code = away.practice_code;
