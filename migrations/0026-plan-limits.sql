-- What a plan allows, as caps beside those of Owners and the operator, and what answers beyond it may cost.

alter table budget_meters drop constraint budget_meters_set_by_check;
alter table budget_meters add constraint budget_meters_set_by_check check (set_by in ('owner', 'operator', 'billing'));
-- Null: its periods are the calendar's months. Else they are months from this instant on, which is the end of the first one.
alter table budget_meters add column monthly_from timestamptz(3);
create index budget_meters_of_billing on budget_meters (organization_id) where set_by = 'billing';

-- The most that answers beyond the included ones may cost in a period, in minor units of the plan's currency; null: no cap.
alter table billing_accounts add column spend_cap bigint check (spend_cap >= 0);

-- What was agreed for answers when it was subscribed to: the price list may say otherwise by now.
alter table subscriptions add column answers_included bigint, add column answer_price bigint;

-- The caps that an organization has from its first moment on; none where nothing is sold.
create table first_caps (
  kind text collate "C" not null primary key,
  cap bigint not null check (cap >= 0)
);
grant select, insert, update, delete on first_caps to {{system}};

create function set_first_caps() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  month timestamp := date_trunc('month', now() at time zone new.time_zone);
begin
  insert into budget_meters (organization_id, kind, set_by, cap, warn_only, used, period_from, period_to)
  select new.id, kind, 'billing', cap, false, 0, month at time zone new.time_zone, (month + interval '1 month') at time zone new.time_zone
  from first_caps;
  return null;
end
$$;
revoke execute on function set_first_caps from public;
create trigger set_first_caps after insert on organizations for each row execute function set_first_caps();

select jobs.create_queue('billing.follow_plans', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');
