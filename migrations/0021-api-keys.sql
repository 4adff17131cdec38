-- API keys are issued. One belongs to the membership of its maker and goes with it: who leaves and comes back is another member.
alter table api_keys
  add column membership_id text collate "C",
  add column expires_at timestamptz(3),
  add column last_used_from text;
update api_keys k set membership_id = m.id
  from memberships m where m.organization_id = k.organization_id and m.user_id = k.created_by;
delete from api_keys where membership_id is null;
alter table api_keys
  alter column membership_id set not null,
  drop column created_by,
  add foreign key (organization_id, membership_id) references memberships (organization_id, id) on delete cascade;
create index api_keys_by_membership on api_keys (organization_id, membership_id);

-- However a key goes, revoked or with its maker, nothing leads to it from outside any more. A purge removes and counts handles itself.
create function remove_api_key_handle() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  delete from handles h where h.kind = 'api_key' and h.hash = old.hash
    and not exists (select from organizations where id = old.organization_id and purge_started_at is not null);
  return null;
end
$$;
create trigger remove_api_key_handle after delete on api_keys for each row execute function remove_api_key_handle();

-- Key, maker's role and the organization's facts: one query a request, as `authenticate` for sessions. Answers nothing for a
-- key that nobody knows, and the key alone where it has expired.
create function authenticate_key(p_hash text, p_address text)
returns table (
  key_id text, key_name text, permissions text[], expired_at timestamptz, role text, role_permissions text[],
  organization_id text, organization_name text,
  purge_at timestamptz, suspended_at timestamptz, suspended_reason text, past_due_since timestamptz
)
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  used_at timestamptz;
begin
  select k.id, k.name, k.permissions, case when k.expires_at <= now() then k.expires_at end, m.role, r.permissions, o.id, o.name,
      o.purge_at, o.suspended_at, o.suspended_reason, o.past_due_since, k.last_used_at
    into key_id, key_name, permissions, expired_at, role, role_permissions, organization_id, organization_name,
      purge_at, suspended_at, suspended_reason, past_due_since, used_at
    from handles h
    join api_keys k on k.organization_id = h.organization_id and k.hash = h.hash
    join memberships m on m.organization_id = k.organization_id and m.id = k.membership_id
    join organizations o on o.id = k.organization_id
    left join custom_roles r on r.organization_id = m.organization_id and r.id = m.custom_role_id
    where h.kind = 'api_key' and h.hash = p_hash;
  if not found then
    return;
  end if;
  -- When it was used last, written at most once a minute. Waits for nobody, as in `authenticate`.
  if expired_at is null and (used_at is null or used_at < now() - interval '1 minute') then
    perform from api_keys k
      where k.organization_id = authenticate_key.organization_id and k.id = key_id
        and k.last_used_at is not distinct from used_at
      for no key update skip locked;
    if found then
      update api_keys k set last_used_at = now(), last_used_from = p_address
        where k.organization_id = authenticate_key.organization_id and k.id = key_id;
    end if;
  end if;
  return next;
end
$$;
revoke execute on function authenticate_key, remove_api_key_handle from public;
grant execute on function authenticate_key to {{identity}};
