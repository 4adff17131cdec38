-- Questions whose answers are looked after: each is asked again in a run, and what became of it is compared with the time before.

create table checks (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  question text not null check (length(question) <= 1000),
  -- What its answer has to be: one that holds a text, one that rests on a source, or none.
  expects text not null check (expects in ('text', 'source', 'declined')),
  expected_text text check (length(expected_text) <= 1000),
  -- The name stays when the source goes, and says what the check waits for.
  source_id text collate "C",
  source_name text,
  -- Whether passages that may help are as good as an answer.
  suggestion_counts boolean not null default false,
  -- Who is asked; null: the built-in answerer.
  agent_id text collate "C",
  created_by text collate "C",
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade,
  foreign key (organization_id, source_id) references sources (organization_id, id) on delete set null (source_id),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete set null (agent_id),
  check ((expects = 'text') = (expected_text is not null)),
  check ((expects = 'source') = (source_name is not null)),
  check (source_id is null or expects = 'source')
);
create index checks_by_project on checks (organization_id, project_id, id);
create index checks_by_source on checks (organization_id, source_id) where source_id is not null;
create index checks_by_agent on checks (organization_id, agent_id) where agent_id is not null;
select protect_table('checks');

create table check_runs (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  status text not null default 'running' check (status in ('running', 'done', 'stopped', 'failed')),
  error_code text,
  -- Which job asks at present: another one that was cut off and comes back late finds that it is not its turn.
  runner text,
  -- Checks when it began, and what became of those that were asked.
  total integer not null,
  passed integer not null default 0,
  failed integer not null default 0,
  unanswered integer not null default 0,
  newly_failing integer not null default 0,
  newly_passing integer not null default 0,
  -- How many of those a model was asked, and what that took.
  by_model integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  -- How many sources there were when it began: by it is known that some went since.
  source_count integer not null,
  started_by_label text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
create unique index check_runs_running on check_runs (organization_id, project_id) where status = 'running';
create index check_runs_by_project on check_runs (organization_id, project_id, id);
create index check_runs_silent on check_runs (updated_at) where status = 'running';
select protect_table('check_runs');

-- How a check was answered in a run. Of each check the last answer and the one before it stay.
create table check_results (
  organization_id text collate "C" not null,
  check_id text collate "C" not null,
  run_id text collate "C" not null,
  -- As it was asked then, and of whom; null: the built-in answerer.
  check_version integer not null,
  question text not null,
  agent_name text,
  change text not null check (change in ('newly_failing', 'newly_passing', 'still_failing', 'still_passing', 'failing', 'passing', 'unanswered')),
  verdict text not null,
  outcome text check (outcome in ('answered', 'suggested', 'declined')),
  answer text not null,
  citations jsonb not null default '[]',
  why jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, check_id, run_id),
  foreign key (organization_id, check_id) references checks (organization_id, id) on delete cascade,
  foreign key (organization_id, run_id) references check_runs (organization_id, id) on delete cascade
);
create index check_results_by_run on check_results (organization_id, run_id);
select protect_table('check_results');

select jobs.create_queue('check.run', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 1, "retryBackoff": true, "expireInSeconds": 1800, "heartbeatSeconds": 10}');
select jobs.create_queue('check.sweep', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 600}');
