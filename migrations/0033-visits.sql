-- A conversation becomes a row with its first message; until then its visitor's token stands for it. Those that were begun
-- and never asked anything are shown to nobody and go.
delete from conversations c
  where last_message_at is null
    and not exists (select from messages m where m.organization_id = c.organization_id and m.conversation_id = c.id);

-- Begun with a member's session or by a shared test page. Until now the origin told, and the ledger kept what it told.
alter table conversations
  add column test boolean not null default false,
  -- Null: what asked was no page.
  alter column origin drop not null;
update conversations c set test = true
  where exists (
    select from messages m
      join usage_events u on u.organization_id = m.organization_id and u.idempotency_key = m.id
      where m.organization_id = c.organization_id and m.conversation_id = c.id and u.channel = 'test');

-- Beside the allowed websites, pages without an address on the web: apps and files.
alter table agents add column allow_web_views boolean not null default false;
