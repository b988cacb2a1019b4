-- One row per practice of the newest month: appointments recorded as social prescribing,
-- beside all recorded ones. A 0 means nothing was recorded in that category, not that
-- nobody was seen.
create table fct_appointments as
select
    appointments.practice_code,
    appointments.pcn_code,
    appointments.sub_icb_code,
    appointments.period,
    appointments.social_prescribing_appointments,
    list.registered_patients
from stg_gp_appointments_by_category as appointments
left join fct_registered_list as list
    on appointments.practice_code = list.practice_code
where
    appointments.period = (select max(period) from stg_gp_appointments_by_category);
