-- What visitors thought of an answer, or of the whole conversation: one rating of each, which a later one replaces.
create table ratings (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  conversation_id text collate "C" not null,
  -- The answer; null: the conversation as a whole.
  message_id text collate "C",
  target_id text collate "C" not null generated always as (coalesce(message_id, conversation_id)) stored,
  -- 1: it helped; -1: it did not.
  score smallint not null check (score in (1, -1)),
  comment text,
  rated_at timestamptz(3) not null default now(),
  primary key (organization_id, conversation_id, target_id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade,
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, message_id) references messages (organization_id, id) on delete cascade
);
create index ratings_by_message on ratings (organization_id, message_id) where message_id is not null;
create index ratings_by_project on ratings (organization_id, project_id, rated_at);
select protect_table('ratings');
