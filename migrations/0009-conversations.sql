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
  -- The answer that is being given and until when it counts as alive; one at a time.
  answering_id text collate "C",
  answering_until timestamptz(3),
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
  -- The visitor's message that it answers.
  reply_to text collate "C",
  -- Of a visitor's message: a retry after a cut connection is known by it.
  idempotency_key text collate "C",
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade
);
create index messages_by_conversation on messages (organization_id, conversation_id, id);
create index messages_by_reply on messages (organization_id, reply_to) where reply_to is not null;
create unique index messages_by_idempotency_key on messages (organization_id, conversation_id, idempotency_key) where idempotency_key is not null;
create index messages_by_project on messages (organization_id, project_id, created_at);
select protect_table('messages');
