-- Conversations that were deleted, for as long as a visitor can still hold a token: what is written with it begins another one.
create table erased_conversations (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  erased_at timestamptz(3) not null default now(),
  primary key (organization_id, id)
);
select protect_table('erased_conversations');
