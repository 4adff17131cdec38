-- The words of the audit log and of conversations, by whose beginnings both are searched: no text index works under
-- row-level security, and a range of a key does.

create table audit_words (
  organization_id text collate "C" not null,
  entry_id text collate "C" not null,
  word text collate "C" not null,
  -- The target's type where its label alone holds the word: not everybody may read what every record is called.
  label_of text,
  primary key (organization_id, entry_id, word) include (label_of)
);
-- Keys that repeat are stored once, with six bytes for each row: an index that named the entry as well would be twenty times the size.
create index audit_words_by_word on audit_words (organization_id, word);
select protect_table('audit_words');
-- As the entries: nobody who serves requests can change or remove a word.
revoke update, delete on audit_words from {{tenant}}, {{system}};

create table conversation_words (
  organization_id text collate "C" not null,
  conversation_id text collate "C" not null,
  word text collate "C" not null,
  project_id text collate "C" not null,
  primary key (organization_id, conversation_id, word),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade
);
create index conversation_words_by_word on conversation_words (organization_id, project_id, word);
select protect_table('conversation_words');

-- How many rows hold a word is read from the index alone where vacuum has seen the pages: long before a fifth of them is new.
alter table audit_words set (autovacuum_vacuum_insert_scale_factor = 0.05);
alter table conversation_words set (autovacuum_vacuum_insert_scale_factor = 0.05);

-- Whose earlier texts are not in the index yet. A job goes through them from the newest to the oldest; the row goes with
-- the last of them.
create table search_backlogs (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  kind text collate "C" not null check (kind in ('audit', 'conversations')),
  -- What is left are the records whose id is smaller; null: all.
  before_id text collate "C",
  -- From this time on everything is in the index.
  indexed_from timestamptz(3) not null default now(),
  primary key (organization_id, kind)
);
create index search_backlogs_by_kind on search_backlogs (kind, organization_id);
select protect_table('search_backlogs');

insert into search_backlogs (organization_id, kind)
select id, 'audit' from organizations o where exists (select from audit_entries e where e.organization_id = o.id);
insert into search_backlogs (organization_id, kind)
select id, 'conversations' from organizations o where exists (select from messages m where m.organization_id = o.id);

-- As before, and the words of its entry.
drop function keep_one_organization(text, text, text, text, text);
create function keep_one_organization(
  p_user_id text, p_organization_id text, p_membership_id text, p_audit_id text, p_name text, p_words text[] default '{}'
) returns text
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  label text;
begin
  select email into label from users where id = p_user_id for update;
  if not found or exists (select from memberships where user_id = p_user_id) then
    return null;
  end if;
  insert into organizations (id, name) values (p_organization_id, p_name);
  insert into memberships (organization_id, id, user_id, role)
  values (p_organization_id, p_membership_id, p_user_id, 'owner');
  insert into audit_entries (organization_id, id, actor_type, actor_id, actor_label, action, target_type, target_id, target_label, after)
  values (p_organization_id, p_audit_id, 'user', p_user_id, label, 'organization.create', 'organization',
    p_organization_id, p_name, jsonb_build_object('name', p_name));
  insert into audit_words (organization_id, entry_id, word) select p_organization_id, p_audit_id, word from unnest(p_words) as word;
  return p_organization_id;
end
$$;
revoke execute on function keep_one_organization from public;
grant execute on function keep_one_organization to {{identity}}, {{tenant}}, {{system}};

select jobs.create_queue('audit.index', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600}');
select jobs.create_queue('conversation.index', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600}');
