-- What visitors asked and what they were answered.

create table conversations (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  agent_id text collate "C" not null,
  origin text not null,
  created_at timestamptz(3) not null default now(),
  -- The visitor's token ends 24 hours after it.
  last_used_at timestamptz(3) not null default now(),
  last_message_at timestamptz(3),
  message_count integer not null default 0,
  primary key (organization_id, id),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete cascade
);
create index conversations_by_project on conversations (organization_id, project_id, last_message_at desc);
create index conversations_by_agent on conversations (organization_id, agent_id);
select protect_table('conversations');

create table messages (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  conversation_id text collate "C" not null,
  role text not null check (role in ('visitor', 'agent')),
  text text not null,
  -- An agent's message: what it was answered from, and how it ended.
  citations jsonb not null default '[]',
  outcome text check (outcome in ('answered', 'declined', 'failed', 'aborted')),
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade
);
create index messages_by_conversation on messages (organization_id, conversation_id, id);
create index messages_by_project on messages (organization_id, project_id, created_at);
select protect_table('messages');
