-- What a model wrote of a conversation, for the team. It goes with the conversation, and with its texts.
create table conversation_summaries (
  organization_id text collate "C" not null,
  conversation_id text collate "C" not null,
  text text not null,
  model text not null,
  -- The last message that it covers, and how many it does.
  covers_until text collate "C" not null,
  covers integer not null,
  written_at timestamptz(3) not null default now(),
  primary key (organization_id, conversation_id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade
);
select protect_table('conversation_summaries');

-- An agent asks in the chat for one thing after the other.
alter table lead_forms
  drop constraint lead_forms_mode_check,
  add constraint lead_forms_mode_check check (mode in ('off', 'before', 'during', 'asked'));
