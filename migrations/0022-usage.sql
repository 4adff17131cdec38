-- What an organization uses: a ledger of events, sums over it by hour, day and period, and the calendar of the periods.

-- Days and months are those of this time zone; what is chosen counts from the next month on.
alter table organizations add column time_zone text not null default 'UTC' check (char_length(time_zone) between 1 and 64);

-- Which time zone the calendar followed since when. No row: UTC from the beginning. `starts_at` is the end of a month in
-- the zone before, so that months touch and never overlap; `first_day` is the day that begins there.
create table calendar_zones (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  starts_at timestamptz(3) not null,
  first_day date not null,
  time_zone text not null,
  primary key (organization_id, starts_at)
);
select protect_table('calendar_zones');

-- The ledger. An act counts once for each kind: the key is made from the act, such as a message's id. Outlives projects
-- and agents, and refers to nothing.
create table usage_events (
  organization_id text collate "C" not null,
  idempotency_key text collate "C" not null,
  kind text collate "C" not null,
  -- Of a level, such as bytes stored, by how much it rose or fell.
  quantity bigint not null check (quantity <> 0),
  -- '' where there is none, here and in the sums.
  project_id text collate "C" not null default '',
  agent_id text collate "C" not null default '',
  channel text collate "C" not null default '',
  occurred_at timestamptz(3) not null default now(),
  primary key (organization_id, idempotency_key, kind)
);
select protect_table('usage_events');
-- Append-only by grant: nobody who serves requests can change or remove an event.
revoke update, delete on usage_events from {{tenant}}, {{system}};

-- What of the ledger no sum holds yet: a row for each act, written with its events and removed by the transaction that
-- adds it to the sums. So it does not matter when an event commits, or how late it comes.
create table usage_pending (
  organization_id text collate "C" not null,
  id bigint generated always as identity,
  project_id text collate "C" not null,
  agent_id text collate "C" not null,
  channel text collate "C" not null,
  occurred_at timestamptz(3) not null,
  kinds text[] not null,
  quantities bigint[] not null,
  primary key (organization_id, id)
);
select protect_table('usage_pending');
revoke update, delete on usage_pending from {{tenant}};
-- Rows come and go: vacuum by their number, whatever the size.
alter table usage_pending set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- The sums. An hour is the instant at which it begins in the organization's time zone, a month is its first day.
create table usage_hours (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  kind text collate "C" not null,
  hour timestamptz(3) not null,
  project_id text collate "C" not null,
  agent_id text collate "C" not null,
  channel text collate "C" not null,
  quantity bigint not null,
  primary key (organization_id, kind, hour, project_id, agent_id, channel)
);
select protect_table('usage_hours');

create table usage_days (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  kind text collate "C" not null,
  day date not null,
  project_id text collate "C" not null,
  agent_id text collate "C" not null,
  channel text collate "C" not null,
  quantity bigint not null,
  primary key (organization_id, kind, day, project_id, agent_id, channel)
);
select protect_table('usage_days');

create table usage_periods (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  kind text collate "C" not null,
  month date not null,
  project_id text collate "C" not null,
  agent_id text collate "C" not null,
  channel text collate "C" not null,
  quantity bigint not null,
  primary key (organization_id, kind, month, project_id, agent_id, channel)
);
select protect_table('usage_periods');
revoke insert, update, delete on usage_hours, usage_days, usage_periods from {{tenant}};

-- How projects and agents that are gone were called.
create table usage_names (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  name text not null,
  primary key (organization_id, id)
);
select protect_table('usage_names');

-- Files that were stored before there was a ledger.
with recorded as (
  insert into usage_events (organization_id, idempotency_key, kind, quantity, project_id, occurred_at)
  select organization_id, id, 'bytes_stored', size_bytes, project_id, created_at from sources where size_bytes > 0
  returning *
)
insert into usage_pending (organization_id, project_id, agent_id, channel, occurred_at, kinds, quantities)
select organization_id, project_id, agent_id, channel, occurred_at, array[kind], array[quantity] from recorded;

select jobs.create_queue('usage.roll_up', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');
