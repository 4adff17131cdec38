-- A rule of the agent asks for a person as a visitor does: what comes later may answer or end it.
create or replace function note_wishes(p_organization_id text, p_conversation_id text) returns void
language sql set search_path = app, pg_temp
as $$
  insert into analytics_pending (organization_id, project_id, quarter)
  select distinct organization_id, project_id, quarter_of(created_at) from messages
  where organization_id = p_organization_id and conversation_id = p_conversation_id and event in ('ask', 'refer') and not test
$$;
