select
    practice_code,
    register_code,
    100.0 * patients_on_register / practice_list_size as percent
from fct_qof_register
where period = (select max(period) from fct_qof_register) and practice_list_size > 0;
