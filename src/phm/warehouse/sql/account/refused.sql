-- A file that is refused is not looked at again.
update staged_file set refused = true where source_id = ? and period = ?;
