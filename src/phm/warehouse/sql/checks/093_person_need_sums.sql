-- Need of the system's people sums to the stated total.
select people.need, people.people * need.per_1000_central / 1000 as stated
from (
    select
        sum(need) as need,
        count(*) as people
    from fct_person
    where in_system
) as people
cross join cfg_need as need
where
    people.people > 0
    and abs(people.need - people.people * need.per_1000_central / 1000)
    > 1e-4 * people.people * need.per_1000_central / 1000;
