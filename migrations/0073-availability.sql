-- When people of a project's team can be asked for, and how conversations that wait are given to them.
create table availabilities (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  -- [{"day": 1, "from": "09:00", "to": "17:00"}], days as in ISO 8601, in the organization's time zone. Null: at any time.
  hours jsonb,
  -- Dates in ISO 8601, on which there are no hours.
  holidays text[] not null default '{}',
  -- What visitors are told who ask for a person, within the hours and outside of them.
  expected text,
  expected_closed text,
  -- After so many minutes within the hours without anybody the agent has the conversation again. Null: never.
  wait_minutes integer check (wait_minutes between 1 and 1440),
  -- Whether conversations that wait are meant for those who are there, in turn; so many at most for each.
  in_turn boolean not null default false,
  limit_each integer not null default 5 check (limit_each between 1 and 100),
  version bigint not null default 1,
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, project_id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
select protect_table('availabilities');

select jobs.create_queue('conversation.mind_waiting', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 300}');
