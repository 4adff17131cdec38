-- What a project's team writes to visitors again and again, to be inserted into a reply.
create table saved_replies (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  name text not null,
  -- With variables in braces, such as {visitor_name}, which are filled where it is inserted.
  text text not null check (length(text) <= 4000),
  -- By which it is found at once, in lower case.
  shortcut text,
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  unique (organization_id, project_id, name),
  unique (organization_id, project_id, shortcut),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
select protect_table('saved_replies');
