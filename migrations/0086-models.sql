-- What an organization keeps to itself, such as a provider's key: sealed, and opened only where it is used (platform/seal.ts).
create table secrets (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  -- What it is for; its key derives from that.
  purpose text not null,
  sealed bytea not null,
  -- Which secret of the installation it was sealed with.
  key_version text not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, id)
);
create index secrets_by_version on secrets (key_version);
select protect_table('secrets');

-- Where an organization's own models are asked.
create table model_providers (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  name text not null,
  kind text not null check (kind in ('openai', 'anthropic', 'google', 'compatible')),
  base_url text not null,
  -- Null: it asks for no key.
  secret_id text collate "C",
  -- The last characters of the key, by which people know it; null where it is too short for that.
  key_ends text,
  -- What it listed last.
  models text[] not null default '{}',
  embedding_models text[] not null default '{}',
  -- When it last did what it was asked; null: never yet.
  worked_at timestamptz(3),
  last_error text,
  failed_at timestamptz(3),
  version integer not null default 1,
  created_by text collate "C",
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  unique (organization_id, name),
  foreign key (organization_id, secret_id) references secrets (organization_id, id)
);
select protect_table('model_providers');

select jobs.create_queue('secret.reseal', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');
