-- From when on an organization asks its members for a second factor.
create table security_policies (
  organization_id text collate "C" not null primary key references organizations (id) on delete cascade,
  second_factor_from timestamptz(3),
  -- How many days ahead its members were last told.
  told_days integer,
  version bigint not null default 1,
  updated_at timestamptz(3) not null default now()
);
select protect_table('security_policies');

-- An organization that asks for a second factor learns which of its members have one.
grant select (second_factor) on users to {{tenant}};

-- As before, and what is asked for at the organization's door: whether the person has a second factor, and from when on
-- they need one there.
drop function authenticate(text, text);
create function authenticate(p_token text, p_organization_id text)
returns table (
  session_id text, user_id text, email text, name text, email_verified boolean, second_factor boolean,
  membership_id text, role text, role_name text, role_permissions text[], organization_id text, organization_name text,
  purge_at timestamptz, suspended_at timestamptz, suspended_reason text, past_due_since timestamptz, second_factor_from timestamptz
)
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  last_active_at timestamptz;
begin
  select s.id, u.id, u.email, u.name, u.email_verified, u.second_factor, m.id, m.role, r.name, r.permissions, o.id, o.name,
      o.purge_at, o.suspended_at, o.suspended_reason, o.past_due_since, p.second_factor_from, m.last_active_at
    into session_id, user_id, email, name, email_verified, second_factor, membership_id, role, role_name, role_permissions,
      organization_id, organization_name, purge_at, suspended_at, suspended_reason, past_due_since, second_factor_from, last_active_at
    from sessions s
    join users u on u.id = s.user_id
    left join memberships m on m.organization_id = p_organization_id and m.user_id = u.id
    left join organizations o on o.id = m.organization_id
    left join custom_roles r on r.organization_id = m.organization_id and r.id = m.custom_role_id
    left join security_policies p on p.organization_id = m.organization_id
    where s.token = p_token and s.expires_at > now();
  if not found then
    return;
  end if;
  -- Which organization a user worked in last; written at most every ten seconds. Waits for nobody: requests of all
  -- organizations share this connection, and somebody may be changing the membership just now.
  if last_active_at < now() - interval '10 seconds' then
    perform from memberships m
      where m.organization_id = p_organization_id and m.id = membership_id and m.last_active_at < now() - interval '10 seconds'
      for no key update skip locked;
    if found then
      update memberships m set last_active_at = now() where m.organization_id = p_organization_id and m.id = membership_id;
    end if;
  end if;
  return next;
end
$$;

drop function authenticate_key(text, text);
create function authenticate_key(p_hash text, p_address text)
returns table (
  key_id text, key_name text, permissions text[], expired_at timestamptz, role text, role_permissions text[],
  second_factor boolean, organization_id text, organization_name text,
  purge_at timestamptz, suspended_at timestamptz, suspended_reason text, past_due_since timestamptz, second_factor_from timestamptz
)
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  used_at timestamptz;
begin
  select k.id, k.name, k.permissions, case when k.expires_at <= now() then k.expires_at end, m.role, r.permissions, u.second_factor,
      o.id, o.name, o.purge_at, o.suspended_at, o.suspended_reason, o.past_due_since, p.second_factor_from, k.last_used_at
    into key_id, key_name, permissions, expired_at, role, role_permissions, second_factor, organization_id, organization_name,
      purge_at, suspended_at, suspended_reason, past_due_since, second_factor_from, used_at
    from handles h
    join api_keys k on k.organization_id = h.organization_id and k.hash = h.hash
    join memberships m on m.organization_id = k.organization_id and m.id = k.membership_id
    join users u on u.id = m.user_id
    join organizations o on o.id = k.organization_id
    left join custom_roles r on r.organization_id = m.organization_id and r.id = m.custom_role_id
    left join security_policies p on p.organization_id = k.organization_id
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
revoke execute on function authenticate, authenticate_key from public;
grant execute on function authenticate, authenticate_key to {{identity}};

select jobs.create_queue('security.remind', '{"policy": "standard", "retryLimit": 2, "expireInSeconds": 600}');
select jobs.create_queue('security.tell_member', '{"policy": "standard", "notify": true, "retryLimit": 8, "retryDelay": 5, "retryBackoff": true}');
