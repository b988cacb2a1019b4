select pcn_code, link_worker_fte from fct_link_worker
where period = (select max(period) from fct_link_worker);
