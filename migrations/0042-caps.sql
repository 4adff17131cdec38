-- What a plan allows of records is a cap like the operator's, kept beside it: agents, and seats.

alter table record_caps drop constraint record_caps_kind_check;
alter table record_caps add constraint record_caps_kind_check check (kind in ('projects', 'agents', 'seats'));
alter table record_caps add column set_by text collate "C" not null default 'operator' check (set_by in ('operator', 'billing'));
alter table record_caps alter column set_by drop default;
-- The plan that a cap of billing follows from, as a refusal names it.
alter table record_caps add column plan text;
alter table record_caps drop constraint record_caps_pkey;
alter table record_caps add primary key (organization_id, kind, set_by);

alter table first_caps add column plan text;

create or replace function set_first_caps() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  month timestamp := date_trunc('month', now() at time zone new.time_zone);
begin
  insert into budget_meters (organization_id, kind, set_by, cap, warn_only, used, period_from, period_to)
  select new.id, kind, 'billing', cap, false, 0, month at time zone new.time_zone, (month + interval '1 month') at time zone new.time_zone
  from first_caps where kind not in ('projects', 'agents', 'seats');
  insert into record_caps (organization_id, kind, set_by, cap, plan)
  select new.id, kind, 'billing', cap, plan from first_caps where kind in ('projects', 'agents', 'seats');
  return null;
end
$$;

select jobs.create_queue('identity.sweep', '{"policy": "standard", "retryLimit": 2}');
