-- One row per link-worker post, or post beside it, and month of the newest extract.
create table fct_caseload as
select
    cast(dense_rank() over (order by post.worker_key) as integer) as worker_id,
    post.month,
    post.pcn_code,
    pcn.sub_icb_code,
    pcn.place_id,
    coalesce(pcn.in_system, false) as in_system,
    cast(
        post.role as enum ('link worker', 'health and wellbeing coach', 'care coordinator')
    ) as role,
    post.employer,
    post.fte_funded,
    post.fte_in_post,
    post.vacancy,
    post.open_cases
from stg_caseloads as post
left join dim_pcn as pcn on post.pcn_code = pcn.pcn_code
where post.period = (select max(period) from stg_caseloads)
order by worker_id, post.month;
