-- A group that is not among the community groups is left empty; the offer is used.
insert into set_aside
select
    'support' as source_id,
    offer.period,
    offer._line,
    'cell' as what,
    'not among the community groups' as reason,
    'asset_key' as "column",
    offer.asset_key as value
from stg_support as offer
where
    offer.asset_key is not null
    and exists (select 1 from stg_assets)
    and not exists (
        select 1 from stg_assets as asset where asset.asset_key = offer.asset_key
    );

update stg_support
set asset_key = null
from set_aside as aside
where
    aside.source_id = 'support'
    and aside."column" = 'asset_key'
    and aside.what = 'cell'
    and stg_support.period = aside.period
    and stg_support._line = aside.line;
