-- One row per side and reason of the catchment account.
select side, reason, practices, patients
from fct_catchment_account order by side desc, patients desc;
