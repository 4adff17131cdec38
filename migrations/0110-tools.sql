-- What a project's agents send to the servers of its tools, such as a key: sealed among the secrets, and of use at one origin alone.
create table tool_secrets (
  organization_id text collate "C" not null,
  -- That of the secret.
  id text collate "C" not null,
  project_id text collate "C" not null,
  name text not null,
  -- Where it is sent, and nowhere else, such as https://api.example.com.
  origin text not null,
  created_by text collate "C",
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, id) references secrets (organization_id, id) on delete cascade,
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
create index tool_secrets_by_project on tool_secrets (organization_id, project_id, name);
select protect_table('tool_secrets');

-- Which tools an answer called: what was sent, how long it took, and what came back in short.
alter table messages add column tool_calls jsonb not null default '[]';
