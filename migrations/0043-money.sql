-- What the nightly comparison with Stripe finds is a line of the log.
drop table billing_drifts;

-- An invoice's PDF is drawn once the invoice is issued, and stored once.
grant update (pdf) on invoices to {{tenant}};
create function refuse_second_pdf() returns trigger
language plpgsql
as $$
begin
  raise exception 'permission denied: the PDF of an invoice is stored once' using errcode = 'insufficient_privilege';
end
$$;
revoke execute on function refuse_second_pdf from public;
create trigger refuse_second_pdf before update of pdf on invoices
for each row when (old.pdf is not null or new.pdf is null) execute function refuse_second_pdf();

select jobs.create_queue('invoice.store_pdf', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 1, "retryBackoff": true, "heartbeatSeconds": 10}');

-- Where nothing is sold, nothing of plans runs by the clock: what they left behind goes when a worker starts.
select jobs.create_queue('billing.end_plans', '{"policy": "standard", "retryLimit": 3, "retryDelay": 5, "retryBackoff": true, "expireInSeconds": 1800}');
