-- What is gathered on the way; kept in memory, and written down at the end.
create table staging.main.set_aside (
    source_id varchar,
    period varchar,
    line bigint,
    what varchar,
    reason varchar,
    "column" varchar,
    value varchar
);
create table staging.main.converted (
    source_id varchar,
    period varchar,
    reason varchar,
    "column" varchar,
    cells bigint
);
create table staging.main.staged_file (
    source_id varchar,
    period varchar,
    rows_in_scope bigint,
    percent_allowed double,
    refused boolean
);
create table staging.main.never_shown (source_id varchar, "column" varchar);
create table staging.main.staged_rows (
    source_id varchar,
    period varchar,
    rows_standing bigint
);
