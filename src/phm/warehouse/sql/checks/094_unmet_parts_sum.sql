-- The three parts of unmet need from referrals sum to it, and none is below 0.
select area_level, area_code, unmet_need, not_referred, declined, no_suitable_service
from fct_unmet_referral
where
    abs(unmet_need - not_referred - declined - no_suitable_service) > 1e-6
    or least(not_referred, declined, no_suitable_service) < 0
    or unmet_need_low > unmet_need
    or unmet_need > unmet_need_high;
