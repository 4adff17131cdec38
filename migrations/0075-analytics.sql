-- Test chats are left out wherever it is counted how agents do. A conversation is one or is none from its beginning on, so
-- its messages say it themselves, and nothing has to look it up for each.
alter table messages
  add column test boolean not null default false,
  -- After how many milliseconds the first words of an answer were sent; null: of no answer, or none were.
  add column first_ms integer check (first_ms >= 0);
-- How its last answer ended that was one; null: before the first.
alter table conversations add column last_outcome text check (last_outcome in ('answered', 'suggested', 'declined'));

update messages m set test = true from conversations c
where c.test and c.organization_id = m.organization_id and c.id = m.conversation_id;
update conversations c set last_outcome = m.outcome from (
  select distinct on (organization_id, conversation_id) organization_id, conversation_id, outcome
  from messages where outcome in ('answered', 'suggested', 'declined')
  order by organization_id, conversation_id, id desc
) m
where c.organization_id = m.organization_id and c.id = m.conversation_id;

-- What is counted of a project in a range of time is read from these alone.
create index messages_answers on messages (organization_id, project_id, created_at)
  include (outcome, first_ms, conversation_id) where outcome in ('answered', 'suggested', 'declined') and not test;
create index messages_events on messages (organization_id, project_id, created_at)
  include (event, conversation_id) where role = 'system' and not test;
create index conversations_begun on conversations (organization_id, project_id, created_at)
  include (agent_id, had_person, last_outcome) where not test;
