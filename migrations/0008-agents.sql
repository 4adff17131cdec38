-- Chat agents of a project.

create table agents (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  name text not null check (char_length(name) between 1 and 80),
  instructions text not null default '',
  greeting text not null default '',
  -- Null: the installation's own model, or the built-in answerer where there is none.
  model_name text,
  temperature real check (temperature between 0 and 2),
  -- Empty: any.
  allowed_origins text[] not null default '{}',
  -- Part of the secret of the shared test page: the row's version when it was shared, never the same twice. Null: not shared.
  test_page_version bigint,
  created_by text,
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
create index agents_by_project on agents (organization_id, project_id, id);
select protect_table('agents');
