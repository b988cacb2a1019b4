-- Funded projects for digital inclusion that ran in the 12 months to the extract.
select * from fct_digital_project order by project_id;
