-- Checks can be required before a draft is published: the last time that they were asked of each agent's draft.
create table draft_check_runs (
  organization_id text collate "C" not null,
  agent_id text collate "C" not null,
  project_id text collate "C" not null,
  -- Another one for each time.
  id text collate "C" not null,
  -- What was asked: the draft's version beside the published one.
  draft_version bigint not null,
  published_version integer not null,
  status text not null default 'running' check (status in ('running', 'done')),
  total integer not null,
  passed integer not null default 0,
  -- [{"check_id", "question", "verdict"}] of those that did not pass.
  failing jsonb not null default '[]',
  -- Checks are asked in the order of their ids; this was the last.
  last_check_id text collate "C" not null default '',
  started_by_label text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, agent_id),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete cascade,
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
select protect_table('draft_check_runs');

alter table agents add column requires_checks boolean not null default false;

select jobs.create_queue('check.run_draft', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 1, "retryBackoff": true, "expireInSeconds": 1800, "heartbeatSeconds": 10}');
