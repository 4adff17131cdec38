-- What is known of visitors, what they are asked for, and for how long what they said is kept.

create table lead_settings (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  -- The project's own fields in their order: [{name, label, kind, choices, archived}].
  fields jsonb not null default '[]',
  -- After so many days without a word from a visitor their texts and their lead go; null: never.
  retention_days integer check (retention_days between 1 and 3650),
  version integer not null default 1,
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, project_id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
create index lead_settings_by_retention on lead_settings (organization_id, project_id) where retention_days is not null;
select protect_table('lead_settings');

create table leads (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  name text check (length(name) <= 80),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 40),
  -- Values of the project's own fields by their names.
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  -- When the visitor agreed, and to which sentence.
  consent_at timestamptz(3),
  consent_sentence text,
  -- Of somebody in a test chat.
  test boolean not null,
  first_seen_at timestamptz(3) not null default now(),
  -- When the visitor last said something of themselves; what they write in a conversation is told by that.
  last_seen_at timestamptz(3) not null default now(),
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade,
  check ((consent_at is null) = (consent_sentence is null))
);
create index leads_by_project on leads (organization_id, project_id, id);
select protect_table('leads');

-- Whose conversation it is.
create table lead_conversations (
  organization_id text collate "C" not null,
  conversation_id text collate "C" not null,
  lead_id text collate "C" not null,
  primary key (organization_id, conversation_id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
create index lead_conversations_by_lead on lead_conversations (organization_id, lead_id);
select protect_table('lead_conversations');

-- By the beginnings of words, as conversations.
create table lead_words (
  organization_id text collate "C" not null,
  lead_id text collate "C" not null,
  word text collate "C" not null,
  project_id text collate "C" not null,
  primary key (organization_id, lead_id, word),
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
create index lead_words_by_word on lead_words (organization_id, project_id, word);
select protect_table('lead_words');

-- What visitors of an agent are asked for, and when.
create table lead_forms (
  organization_id text collate "C" not null,
  agent_id text collate "C" not null,
  mode text not null check (mode in ('off', 'before', 'during')),
  -- [{field, required}] in their order.
  fields jsonb not null,
  consent_sentence text check (length(consent_sentence) <= 1000),
  version integer not null default 1,
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, agent_id),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete cascade
);
select protect_table('lead_forms');

-- When the texts of a conversation went. What is said in it after that goes again.
alter table conversations add column texts_removed_at timestamptz(3);
create index conversations_with_texts on conversations (organization_id, project_id, last_message_at)
  where texts_removed_at is null or texts_removed_at < last_message_at;
create index conversations_without_messages on conversations (organization_id, project_id, created_at) where last_message_at is null;

select jobs.create_queue('retention.sweep', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600}');
