-- What happened in the last day, for pages and programs that follow it: written with each act, in its transaction. Nothing refers to
-- anything and no trigger runs, since every message and answer writes a row.
create table live_events (
  organization_id text collate "C" not null,
  -- By which a reader follows commits: what was not visible to its last look, and is to this one.
  xid xid8 not null default pg_current_xact_id(),
  id bigint not null generated always as identity,
  target_type text not null,
  target_id text collate "C" not null,
  change text not null check (change in ('created', 'changed', 'deleted')),
  project_id text collate "C",
  conversation_id text collate "C",
  -- Names of fields, never what they hold.
  changed text[] not null default '{}',
  -- Whether it takes a right from somebody, so that those who follow are asked again before they hear of it.
  rights boolean not null default false,
  occurred_at timestamptz(3) not null default now(),
  primary key (organization_id, xid, id)
);
create index live_events_by_xid on live_events (xid);
create index live_events_by_time on live_events using brin (occurred_at);
select protect_table('live_events');

select jobs.create_queue('event.sweep', '{"policy": "standard", "retryLimit": 2}');
