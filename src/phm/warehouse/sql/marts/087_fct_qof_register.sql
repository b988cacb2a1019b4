-- One row per practice, QOF register and year: people on the register, and the list of
-- the age the register is for.
create table fct_qof_register as
select
    practice_code,
    register_code,
    period,
    list_type,
    patients_on_register,
    practice_list_size
from stg_qof_prevalence;
