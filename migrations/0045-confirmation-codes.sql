-- Mailed to an account without a password, to confirm one act for which a session is not enough: at most one of each act.
-- `hash` is keyed, and made of the code and of what it confirms.
create table confirmation_codes (
  user_id text collate "C" not null references users (id) on delete cascade,
  act text not null,
  hash text collate "C" not null,
  tries integer not null default 0,
  expires_at timestamptz(3) not null,
  primary key (user_id, act)
);
grant select, insert, update, delete on confirmation_codes to {{identity}};

-- Spends a code in the transaction that does what it confirms, in whichever scope that is. It is gone when it was right; five
-- wrong tries end it. What is compared are keyed hashes, so how long that takes tells nothing.
create function spend_confirmation_code(p_user_id text, p_act text, p_hash text) returns boolean
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  code confirmation_codes;
begin
  select * into code from confirmation_codes where user_id = p_user_id and act = p_act for update;
  if not found or code.tries >= 5 or code.expires_at <= clock_timestamp() then
    return false;
  end if;
  if code.hash <> p_hash then
    update confirmation_codes set tries = tries + 1 where user_id = p_user_id and act = p_act;
    return false;
  end if;
  delete from confirmation_codes where user_id = p_user_id and act = p_act;
  return true;
end
$$;
revoke execute on function spend_confirmation_code from public;
grant execute on function spend_confirmation_code to {{identity}}, {{tenant}}, {{system}};

-- Codes that were mailed before this keep working, but for those of a hand-over: what was hashed of them names a membership.
insert into confirmation_codes (user_id, act, hash, tries, expires_at)
select u.id, act.name, v.value::jsonb ->> 'hash', (v.value::jsonb ->> 'tries')::integer, v.expires_at
from (values ('close-account'), ('change-address')) as act (name)
join verifications v on v.identifier like act.name || ':%'
join users u on v.identifier = act.name || ':' || u.id
where v.expires_at > now()
on conflict do nothing;
delete from verifications where identifier like 'close-account:%' or identifier like 'change-address:%';
drop table ownership_codes;

-- Nobody whose account is closed gets an organization of their own, whichever they are taken out of.
create or replace function keep_one_organization(
  p_user_id text, p_organization_id text, p_membership_id text, p_audit_id text, p_name text, p_words text[] default '{}'
) returns text
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  label text;
  closed_until timestamptz;
begin
  select email, purge_at into label, closed_until from users where id = p_user_id for update;
  if not found or closed_until is not null or exists (select from memberships where user_id = p_user_id) then
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
