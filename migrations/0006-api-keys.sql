-- Access for machines. Only the key's hash is stored; a key may never more than its maker may now.
create table api_keys (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  name text not null check (char_length(name) between 1 and 80),
  hash text collate "C" not null,
  hint text not null,
  permissions text[] not null,
  created_by text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3),
  primary key (organization_id, id),
  unique (organization_id, hash)
);
select protect_table('api_keys');
