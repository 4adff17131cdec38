create table projects (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  name text not null check (char_length(name) between 1 and 80),
  description text,
  created_by text,
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id)
);
select protect_table('projects');
