-- Printed rates go by the dictionary's names; the workspaces of earlier versions hold names of their own.
UPDATE broadcast SET reported = map_from_entries([
    {'key': CASE e.key WHEN 'ctor_uv' THEN 'click_to_pay_rate' WHEN 'watch_to_pay_rate' THEN 'watch_to_order_rate'
                       WHEN 'watch_to_pay_rate_uv' THEN 'watch_to_pay_rate' WHEN 'ad_roas' THEN 'attributed_roi'
                       ELSE e.key END, 'value': e.value} FOR e IN map_entries(reported)])
WHERE reported IS NOT NULL;

UPDATE spend SET reported = map_from_entries([
    {'key': CASE e.key WHEN 'ad_ctr' THEN 'ad_click_rate' WHEN 'ad_roas' THEN 'attributed_roi'
                       WHEN 'cpc' THEN 'cost_per_click' WHEN 'cpa' THEN 'cost_per_conversion'
                       ELSE e.key END, 'value': e.value} FOR e IN map_entries(reported)])
WHERE reported IS NOT NULL;

UPDATE spend_period SET reported = map_from_entries([
    {'key': CASE e.key WHEN 'ad_ctr' THEN 'ad_click_rate' WHEN 'ad_roas' THEN 'attributed_roi'
                       WHEN 'cpc' THEN 'cost_per_click' WHEN 'cpa' THEN 'cost_per_conversion'
                       ELSE e.key END, 'value': e.value} FOR e IN map_entries(reported)])
WHERE reported IS NOT NULL;
