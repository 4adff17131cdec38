-- What a visitor is asked before a tool does it: one for an answer that wanted to.
create table confirmations (
  organization_id text collate "C" not null,
  -- Of the agent's message that asks.
  message_id text collate "C" not null,
  project_id text collate "C" not null,
  conversation_id text collate "C" not null,
  -- By its name in the version of the agent that the message says.
  tool text not null,
  input jsonb not null,
  -- As the visitor reads it: what is asked, where it goes, and what is sent.
  question text not null,
  sent_to text not null,
  state text not null default 'open' check (state in ('open', 'sending', 'sent', 'failed', 'declined')),
  expires_at timestamptz(3) not null,
  decided_at timestamptz(3),
  primary key (organization_id, message_id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade,
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, message_id) references messages (organization_id, id) on delete cascade
);
create index confirmations_by_conversation on confirmations (organization_id, conversation_id);
create index confirmations_by_project on confirmations (organization_id, project_id);
select protect_table('confirmations');
