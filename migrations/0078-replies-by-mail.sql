-- Since when what people of the team have written waits to be seen by the visitor; null: all of it was seen.
alter table conversations add column reply_unseen_since timestamptz(3);
create index conversations_with_unseen_replies on conversations (organization_id, reply_unseen_since) where reply_unseen_since is not null;

alter table leads
  -- Since when it is this address; null: from the beginning, or there is none.
  add column email_at timestamptz(3),
  -- When somebody came by a link that was mailed to it.
  add column email_proven_at timestamptz(3);

-- One-time links by which a visitor comes back to their conversation from a mail. Only the hash of each is kept.
create table chat_links (
  organization_id text collate "C" not null,
  hash text collate "C" not null,
  conversation_id text collate "C" not null,
  lead_id text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  -- When its mail was handed over; null: not yet.
  mailed_at timestamptz(3),
  spent_at timestamptz(3),
  primary key (organization_id, hash),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
create index chat_links_by_conversation on chat_links (organization_id, conversation_id, created_at);
create index chat_links_by_lead on chat_links (organization_id, lead_id);
select protect_table('chat_links');

-- However a link goes, nothing leads to it from outside any more. A purge removes and counts handles itself.
create function remove_chat_link_handle() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  delete from handles h where h.kind = 'chat_link' and h.hash = old.hash
    and not exists (select from organizations where id = old.organization_id and purge_started_at is not null);
  return null;
end
$$;
create trigger remove_chat_link_handle after delete on chat_links for each row execute function remove_chat_link_handle();
revoke execute on function remove_chat_link_handle from public;

select jobs.create_queue('chat_link.find_unseen', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 300}');
select jobs.create_queue('chat_link.mail', '{"policy": "standard", "notify": true, "retryLimit": 8, "retryDelay": 10, "retryBackoff": true, "expireInSeconds": 120}');
