-- What analytics shows, summed by quarter of an hour and by day of UTC. Whatever changes what a quarter adds up to notes the quarter
-- in its own transaction; a job adds those up again from the rows, and a reader reads those that are noted from the rows as well.

-- Quarters that have changed since they were summed: one row for each change, so that two of them never wait for each other.
create table analytics_pending (
  organization_id text collate "C" not null,
  id bigint generated always as identity,
  project_id text collate "C" not null,
  quarter timestamptz(3) not null,
  primary key (organization_id, id)
);
create index analytics_pending_by_quarter on analytics_pending (organization_id, project_id, quarter);
select protect_table('analytics_pending');
revoke update, delete on analytics_pending from {{tenant}};
alter table analytics_pending set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- Every time zone is whole quarters of an hour away from UTC, so that days of any of them are made of quarters. A day of UTC is the
-- sum of its quarters, for what is read over long ranges. Where nothing happened there is no row.
create table analytics_sums (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  size text collate "C" not null check (size in ('quarter', 'day')),
  starts_at timestamptz(3) not null,
  agent_id text collate "C" not null,
  conversations integer not null,
  solved integer not null,
  answered integer not null,
  suggested integer not null,
  declined integer not null,
  rated_up integer not null,
  rated_down integer not null,
  asked integer not null,
  taken_over integer not null,
  expired integer not null,
  -- How many answers had their first words after how many milliseconds, in steps.
  first_ms integer[] not null,
  first_counts integer[] not null,
  -- After how many seconds people answered what was asked of them in it.
  response_seconds double precision[] not null,
  -- Conversations in which people were asked for or took over: one counts once, however long the range that is read.
  with_people text[] not null,
  primary key (organization_id, project_id, size, starts_at, agent_id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
select protect_table('analytics_sums');
revoke insert, update, delete on analytics_sums from {{tenant}};

create function quarter_of(p_at timestamptz) returns timestamptz
language sql immutable parallel safe
as $$ select date_bin('15 minutes', p_at, '2000-01-01T00:00:00Z') $$;

-- The quarters of the wishes for a person in a conversation: what comes later may answer or end them.
create function note_wishes(p_organization_id text, p_conversation_id text) returns void
language sql set search_path = app, pg_temp
as $$
  insert into analytics_pending (organization_id, project_id, quarter)
  select distinct organization_id, project_id, quarter_of(created_at) from messages
  where organization_id = p_organization_id and conversation_id = p_conversation_id and event = 'ask' and not test
$$;

create function note_message() returns trigger
language plpgsql set search_path = app, pg_temp
as $$
begin
  insert into analytics_pending (organization_id, project_id, quarter)
  select new.organization_id, new.project_id, quarter_of(new.created_at)
  union select old.organization_id, old.project_id, quarter_of(old.created_at) where tg_op = 'UPDATE';
  if new.role = 'person' or new.event is not null then
    perform note_wishes(new.organization_id, new.conversation_id);
  end if;
  return null;
end
$$;
create trigger note_inserted after insert on messages for each row
  when (not new.test and (new.outcome is not null or new.event is not null or new.role = 'person'))
  execute function note_message();
create trigger note_updated after update on messages for each row
  when ((old.created_at, old.outcome, old.first_ms, old.event, old.role, old.test, old.project_id, old.conversation_id)
    is distinct from (new.created_at, new.outcome, new.first_ms, new.event, new.role, new.test, new.project_id, new.conversation_id))
  execute function note_message();

create function note_conversation() returns trigger
language plpgsql set search_path = app, pg_temp
as $$
begin
  insert into analytics_pending (organization_id, project_id, quarter)
  select distinct c.organization_id, c.project_id, quarter_of(c.created_at) from (
    select new.organization_id, new.project_id, new.created_at
    union all select old.organization_id, old.project_id, old.created_at where tg_op = 'UPDATE'
  ) c;
  -- What its messages and ratings count for depends on it.
  if tg_op = 'UPDATE' and (old.agent_id, old.test) is distinct from (new.agent_id, new.test) then
    insert into analytics_pending (organization_id, project_id, quarter)
    select distinct m.organization_id, m.project_id, quarter_of(m.created_at) from messages m
    where m.organization_id = new.organization_id and m.conversation_id = new.id
    union
    select distinct r.organization_id, r.project_id, quarter_of(r.rated_at) from ratings r
    where r.organization_id = new.organization_id and r.conversation_id = new.id;
  end if;
  return null;
end
$$;
create trigger note_inserted after insert on conversations for each row when (not new.test) execute function note_conversation();
create trigger note_updated after update on conversations for each row
  when ((old.created_at, old.had_person, old.last_outcome, old.agent_id, old.test, old.project_id)
    is distinct from (new.created_at, new.had_person, new.last_outcome, new.agent_id, new.test, new.project_id))
  execute function note_conversation();

create function note_rating() returns trigger
language plpgsql set search_path = app, pg_temp
as $$
begin
  insert into analytics_pending (organization_id, project_id, quarter)
  select new.organization_id, new.project_id, quarter_of(new.rated_at)
  union select old.organization_id, old.project_id, quarter_of(old.rated_at) where tg_op = 'UPDATE';
  return null;
end
$$;
create trigger note_inserted after insert on ratings for each row execute function note_rating();
create trigger note_updated after update on ratings for each row
  when ((old.score, old.rated_at) is distinct from (new.score, new.rated_at)) execute function note_rating();

-- What goes may be much at once, so these look at all of it together. Of an organization that is purged nothing is summed any more.
create function note_messages_removed() returns trigger
language plpgsql set search_path = app, pg_temp
as $$
begin
  perform note_wishes(r.organization_id, r.conversation_id)
  from (select distinct organization_id, conversation_id from removed where role = 'person' or event is not null) r;
  return null;
end
$$;
create trigger note_messages_removed after delete on messages referencing old table as removed
  for each statement execute function note_messages_removed();

create function note_removed() returns trigger
language plpgsql set search_path = app, pg_temp
as $$
begin
  execute format(
    'insert into analytics_pending (organization_id, project_id, quarter)
     select distinct r.organization_id, r.project_id, quarter_of(r.%I) from removed r
     join organizations o on o.id = r.organization_id and o.purge_started_at is null',
    tg_argv[0]);
  return null;
end
$$;
create trigger note_removed after delete on messages referencing old table as removed
  for each statement execute function note_removed('created_at');
create trigger note_removed after delete on conversations referencing old table as removed
  for each statement execute function note_removed('created_at');
create trigger note_removed after delete on ratings referencing old table as removed
  for each statement execute function note_removed('rated_at');
revoke execute on function note_message, note_messages_removed, note_conversation, note_rating, note_removed from public;

insert into analytics_pending (organization_id, project_id, quarter)
select organization_id, project_id, quarter_of(created_at) from messages where not test and (outcome is not null or event is not null)
union
select organization_id, project_id, quarter_of(created_at) from conversations where not test
union
select organization_id, project_id, quarter_of(rated_at) from ratings;

select jobs.create_queue('analytics.sum_up', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');
