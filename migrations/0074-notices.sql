-- How each member hears of conversations that wait for a person, by mail.
create table notice_choices (
  organization_id text collate "C" not null,
  membership_id text collate "C" not null,
  mail text not null check (mail in ('at_once', 'quarterly', 'off')),
  primary key (organization_id, membership_id),
  foreign key (organization_id, membership_id) references memberships (organization_id, id) on delete cascade
);
select protect_table('notice_choices');

-- Of which conversation a member was told, until they read it.
create table conversation_notices (
  organization_id text collate "C" not null,
  membership_id text collate "C" not null,
  conversation_id text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  -- Null: it is in the next mail.
  mailed_at timestamptz(3),
  primary key (organization_id, membership_id, conversation_id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, membership_id) references memberships (organization_id, id) on delete cascade
);
create index conversation_notices_by_conversation on conversation_notices (organization_id, conversation_id);
create index conversation_notices_to_mail on conversation_notices (organization_id, membership_id) where mailed_at is null;
select protect_table('conversation_notices');

select jobs.create_queue('conversation.tell_team', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 5, "retryBackoff": true, "expireInSeconds": 120}');
select jobs.create_queue('conversation.mail_notice', '{"policy": "standard", "notify": true, "retryLimit": 8, "retryDelay": 10, "retryBackoff": true, "expireInSeconds": 120}');
select jobs.create_queue('conversation.mail_digests', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 300}');
