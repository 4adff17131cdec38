-- A person of the team takes a conversation over and gives it back. What each state allows is said in one table of code,
-- features/conversations/server/handover/transitions.ts.
alter table conversations
  add column handover text not null default 'agent' check (handover in ('agent', 'waiting', 'person', 'closed')),
  -- Since when it is in that state; null: from the beginning.
  add column handover_at timestamptz(3),
  -- Who has it, or whom it is meant for.
  add column assigned_to text collate "C",
  -- A person was asked for or has answered: the visitor's token lasts for 30 days.
  add column had_person boolean not null default false,
  add column tags text[] not null default '{}' check (cardinality(tags) <= 20),
  -- The first question that is no greeting; null: what was said first.
  add column title text,
  add foreign key (organization_id, assigned_to) references memberships (organization_id, id) on delete set null (assigned_to);
create index conversations_by_assignee on conversations (organization_id, assigned_to) where assigned_to is not null;
-- Few are open with people at any time, whatever the number of conversations.
create index conversations_with_people on conversations (organization_id, project_id, handover, handover_at)
  where handover in ('waiting', 'person');

-- What people of the team say and note, and lines that say what happened.
alter table messages
  drop constraint messages_role_check,
  add constraint messages_role_check check (role in ('visitor', 'agent', 'person', 'note', 'system')),
  -- The membership of who wrote it or did it, and what they were called then.
  add column author_id text collate "C",
  add column author_name text,
  -- Of a line of role 'system': what happened.
  add column event text collate "C",
  add constraint messages_event_check check ((role = 'system') = (event is not null));

-- Until which message each member has read a conversation.
create table conversation_reads (
  organization_id text collate "C" not null,
  membership_id text collate "C" not null,
  conversation_id text collate "C" not null,
  read_until text collate "C" not null,
  primary key (organization_id, membership_id, conversation_id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, membership_id) references memberships (organization_id, id) on delete cascade
);
create index conversation_reads_by_conversation on conversation_reads (organization_id, conversation_id);
select protect_table('conversation_reads');

-- Whether visitors can ask an agent for a person.
alter table agents add column hands_over boolean not null default true;
