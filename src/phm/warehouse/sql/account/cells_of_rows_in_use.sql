-- Cells of rows that are set aside are not told of: the rows are.
delete from set_aside
where
    what in ('cell', 'converted') and exists (
        select 1 from set_aside as gone
        where
            gone.source_id = set_aside.source_id
            and gone.period = set_aside.period
            and gone.line = set_aside.line
            and gone.what = 'row'
    );
