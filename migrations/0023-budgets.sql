-- What an organization may use in a period: caps with a count of what was used, and what is reserved of them just now.

-- One row for each organization that ever set a budget: what If-Match is compared with.
create table budgets (
  organization_id text collate "C" not null primary key references organizations (id) on delete cascade,
  version bigint not null default 1,
  updated_at timestamptz(3) not null default now()
);
select protect_table('budgets');

-- A cap and its count. An Owner's and the operator's cap on the same kind are two of them, each counted by itself.
create table budget_meters (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id bigint generated always as identity,
  kind text collate "C" not null,
  -- Null: of the whole organization.
  agent_id text collate "C",
  set_by text not null check (set_by in ('owner', 'operator')),
  cap bigint not null check (cap >= 0),
  -- Reaching it is told and stops nothing.
  warn_only boolean not null,
  -- What the ledger holds of the period; whoever meets an older period counts anew first.
  used bigint not null,
  period_from timestamptz(3) not null,
  period_to timestamptz(3) not null,
  -- The share in percent that the Owners were told of in this period.
  told smallint not null default 0 check (told in (0, 80, 100)),
  primary key (organization_id, id),
  unique nulls not distinct (organization_id, kind, agent_id, set_by),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete cascade
);
create index budget_meters_by_agent on budget_meters (organization_id, agent_id);
select protect_table('budget_meters');

-- What goes on and is not counted yet. A row whose lease ended, because its process died, is as good as gone.
create table budget_reservations (
  organization_id text collate "C" not null,
  -- Made from the act, such as the id of the answer.
  key text collate "C" not null,
  meter_id bigint not null,
  quantity bigint not null check (quantity > 0),
  lease_until timestamptz(3) not null,
  primary key (organization_id, key, meter_id),
  foreign key (organization_id, meter_id) references budget_meters (organization_id, id) on delete cascade
);
create index budget_reservations_by_meter on budget_reservations (organization_id, meter_id, lease_until);
select protect_table('budget_reservations');
-- Rows come and go: vacuum by their number, whatever the size.
alter table budget_reservations set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
-- Updated by every answer under a cap, in place.
alter table budget_meters set (fillfactor = 50);

select jobs.create_queue('budget.tell', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 5, "retryBackoff": true}');
