-- Files that visitors and the team send with messages.
create table attachments (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  conversation_id text collate "C" not null,
  -- Null: it is uploaded, and its message is not sent yet.
  message_id text collate "C",
  -- Its place among the files of its message.
  position smallint not null default 0,
  -- Whose membership uploaded it; null: the visitor.
  author_id text collate "C",
  name text not null check (char_length(name) between 1 and 255),
  kind text not null check (kind in ('image', 'pdf', 'text')),
  media_type text not null,
  size_bytes integer not null check (size_bytes > 0),
  content_hash text not null,
  -- Of an image, in pixels.
  width integer,
  height integer,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade,
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, message_id) references messages (organization_id, id) on delete cascade,
  check ((kind = 'image') = (width is not null and height is not null))
);
create index attachments_by_project on attachments (organization_id, project_id);
create index attachments_by_conversation on attachments (organization_id, conversation_id);
create index attachments_by_message on attachments (organization_id, message_id) where message_id is not null;
create index attachments_unsent on attachments (organization_id, created_at) where message_id is null;
select protect_table('attachments');

select jobs.create_queue('attachment.remove_files', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 5, "retryBackoff": true, "expireInSeconds": 300}');
select jobs.create_queue('attachment.sweep', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 600}');
