-- The container itself: organizations, memberships, how outside handles find them, and who did what.

create table organizations (
  id text collate "C" primary key,
  name text not null check (char_length(name) between 1 and 80),
  -- Facts; the status is derived from them (access/status.ts).
  purge_at timestamptz(3),
  suspended_at timestamptz(3),
  suspended_reason text,
  past_due_since timestamptz(3),
  -- Made by the operator for a customer: waits for its first Owner.
  awaits_owner boolean not null default false,
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
select protect_table('organizations', 'id');

create table memberships (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  user_id text collate "C" not null references users (id),
  role text not null check (role in ('owner', 'admin', 'member', 'viewer') or role like 'rol\_%'),
  created_at timestamptz(3) not null default now(),
  last_active_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  unique (organization_id, user_id)
);
create index memberships_by_user on memberships (user_id, last_active_at desc);
select protect_table('memberships');

-- A tenant reads id, name and address of those who are members of its organization.
create policy tenant on users for select to {{tenant}} using (
  exists (
    select from memberships
    where memberships.organization_id = current_setting('app.organization_id') and memberships.user_id = users.id
  )
);
grant select (id, name, email) on users to {{tenant}};

-- At least one Owner, always. Locks the organization, so that two who step down at once wait for each other.
create function keep_an_owner() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  waits boolean;
begin
  if old.role <> 'owner' or (tg_op = 'UPDATE' and new.role = 'owner') then
    return null;
  end if;
  select awaits_owner into waits from organizations where id = old.organization_id for no key update;
  if not found or waits then
    return null;
  end if;
  if not exists (select from memberships where organization_id = old.organization_id and role = 'owner') then
    raise exception 'An organization keeps at least one Owner.' using errcode = 'BC001';
  end if;
  return null;
end
$$;
create trigger keep_an_owner after update of role or delete on memberships
for each row execute function keep_an_owner();

-- How what comes from outside (a widget's agent, an API key, an invitation token) finds its organization.
create table handles (
  kind text not null,
  hash text collate "C" not null,
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  created_at timestamptz(3) not null default now(),
  primary key (kind, hash)
);
create index handles_by_organization on handles (organization_id);
select protect_table('handles');

create table audit_entries (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  actor_type text not null,
  actor_id text,
  actor_label text not null,
  action text not null,
  target_type text,
  target_id text,
  target_label text,
  before jsonb,
  after jsonb,
  ip_address text,
  user_agent text,
  request_id text,
  primary key (organization_id, id)
);
select protect_table('audit_entries');
-- Append-only by grant: nobody who serves requests can change or remove an entry.
revoke update, delete on audit_entries from {{tenant}}, {{system}};

-- An answer to a create, kept for 24 hours so that a repeated request gets the first one's answer.
create table idempotency_keys (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  key text not null,
  actor_id text not null,
  action text not null,
  request_hash text not null,
  status integer,
  answer jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, key, actor_id)
);
select protect_table('idempotency_keys');

-- Session, user and, where an organization is named, membership and the organization's facts: one query a request.
create function authenticate(p_token text, p_organization_id text)
returns table (
  session_id text, user_id text, email text, name text, email_verified boolean,
  membership_id text, role text, organization_id text, organization_name text,
  purge_at timestamptz, suspended_at timestamptz, suspended_reason text, past_due_since timestamptz
)
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  last_active_at timestamptz;
begin
  select s.id, u.id, u.email, u.name, u.email_verified, m.id, m.role, o.id, o.name,
      o.purge_at, o.suspended_at, o.suspended_reason, o.past_due_since, m.last_active_at
    into session_id, user_id, email, name, email_verified, membership_id, role, organization_id, organization_name,
      purge_at, suspended_at, suspended_reason, past_due_since, last_active_at
    from sessions s
    join users u on u.id = s.user_id
    left join memberships m on m.organization_id = p_organization_id and m.user_id = u.id
    left join organizations o on o.id = m.organization_id
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

create function organizations_of(p_user_id text)
returns table (
  id text, name text, role text, membership_id text, member_count bigint, project_count bigint,
  purge_at timestamptz, suspended_at timestamptz, suspended_reason text, past_due_since timestamptz,
  created_at timestamptz, last_active_at timestamptz
)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  return query
    select o.id, o.name, m.role, m.id,
      (select count(*) from memberships c where c.organization_id = o.id),
      (select count(*) from projects p where p.organization_id = o.id),
      o.purge_at::timestamptz, o.suspended_at::timestamptz, o.suspended_reason, o.past_due_since::timestamptz,
      o.created_at::timestamptz, m.last_active_at::timestamptz
    from memberships m
    join organizations o on o.id = m.organization_id
    where m.user_id = p_user_id
    order by lower(o.name), o.id;
end
$$;

create function resolve_handle(p_kind text, p_hash text) returns text
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  return (select h.organization_id from handles h where h.kind = p_kind and h.hash = p_hash);
end
$$;

-- Gives a user without any organization one of his own. Locks the user, so that simultaneous calls make one.
-- The new ids and the name come from the caller; answers the new organization's id, or null when none was needed.
create function keep_one_organization(
  p_user_id text, p_organization_id text, p_membership_id text, p_audit_id text, p_name text
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
  return p_organization_id;
end
$$;

revoke execute on function authenticate, organizations_of, resolve_handle, keep_one_organization, keep_an_owner from public;
grant execute on function authenticate, organizations_of, resolve_handle, keep_one_organization to {{identity}};
grant execute on function keep_one_organization to {{tenant}}, {{system}};
