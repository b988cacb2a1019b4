-- A postcode that is in no list of postcodes is left empty; the group is used.
insert into set_aside
select
    'assets' as source_id,
    asset.period,
    asset._line,
    'cell' as what,
    'not among the postcodes of Great Britain' as reason,
    'postcode' as "column",
    asset.postcode as value
from stg_assets as asset
where
    asset.postcode is not null
    and exists (select 1 from stg_postcodes)
    and not exists (
        select 1 from stg_postcodes as known
        where replace(known.postcode, ' ', '') = replace(asset.postcode, ' ', '')
    );

update stg_assets
set postcode = null
from set_aside as aside
where
    aside.source_id = 'assets'
    and aside."column" = 'postcode'
    and aside.what = 'cell'
    and stg_assets.period = aside.period
    and stg_assets._line = aside.line;
