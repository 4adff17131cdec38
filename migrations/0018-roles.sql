-- Roles that organizations make themselves, beside the four of the product.
create table custom_roles (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null check (id like 'rol\_%'),
  name text not null check (char_length(name) between 1 and 80),
  description text check (char_length(description) between 1 and 300),
  -- Names of access/permissions.ts; one that is no longer there counts as absent.
  permissions text[] not null,
  created_by text,
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id)
);
create unique index custom_roles_by_name on custom_roles (organization_id, lower(name));
select protect_table('custom_roles');

-- A role that is held exists: the key refuses what is unknown or another organization's, and the deletion of one that
-- somebody holds. The column is made of `role`, so that there is one place to write. Of an invitation that was accepted
-- the role is history.
alter table memberships
  add column custom_role_id text collate "C" generated always as (case when role like 'rol\_%' then role end) stored,
  add foreign key (organization_id, custom_role_id) references custom_roles (organization_id, id);
alter table invitations
  add column custom_role_id text collate "C"
    generated always as (case when accepted_at is null and role like 'rol\_%' then role end) stored,
  add foreign key (organization_id, custom_role_id) references custom_roles (organization_id, id);
create index memberships_by_role on memberships (organization_id, role);
create index invitations_by_role on invitations (organization_id, role) where accepted_at is null;

-- As before, and what a custom role is called and may.
drop function authenticate(text, text);
create function authenticate(p_token text, p_organization_id text)
returns table (
  session_id text, user_id text, email text, name text, email_verified boolean,
  membership_id text, role text, role_name text, role_permissions text[], organization_id text, organization_name text,
  purge_at timestamptz, suspended_at timestamptz, suspended_reason text, past_due_since timestamptz
)
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  last_active_at timestamptz;
begin
  select s.id, u.id, u.email, u.name, u.email_verified, m.id, m.role, r.name, r.permissions, o.id, o.name,
      o.purge_at, o.suspended_at, o.suspended_reason, o.past_due_since, m.last_active_at
    into session_id, user_id, email, name, email_verified, membership_id, role, role_name, role_permissions, organization_id,
      organization_name, purge_at, suspended_at, suspended_reason, past_due_since, last_active_at
    from sessions s
    join users u on u.id = s.user_id
    left join memberships m on m.organization_id = p_organization_id and m.user_id = u.id
    left join organizations o on o.id = m.organization_id
    left join custom_roles r on r.organization_id = m.organization_id and r.id = m.custom_role_id
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

-- As before, and what a custom role is called; looked up for those that are on the page and hold one.
drop function organizations_of(text, text, integer, integer, boolean);
create function organizations_of(p_user_id text, p_query text, p_limit integer, p_offset integer, p_counts boolean)
returns table (
  id text, name text, role text, role_name text, member_count bigint, project_count bigint,
  purge_at timestamptz, suspended_at timestamptz, suspended_reason text, past_due_since timestamptz,
  created_at timestamptz, last_active_at timestamptz, total bigint
)
language plpgsql stable security definer
set search_path = app, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
    with page as (
      select o.*, m.role as my_role, m.last_active_at as my_last_active_at, count(*) over () as found
      from memberships m
      join organizations o on o.id = m.organization_id
      where m.user_id = p_user_id and strpos(lower(o.name), lower(p_query)) > 0
      order by lower(o.name), o.id
      limit p_limit offset p_offset
    )
    select p.id, p.name, p.my_role,
      case when p.my_role like 'rol\_%' then
        (select c.name from custom_roles c where c.organization_id = p.id and c.id = p.my_role)
      end,
      case when p_counts then (select count(*) from memberships c where c.organization_id = p.id) end,
      case when p_counts then (select count(*) from projects c where c.organization_id = p.id) end,
      p.purge_at::timestamptz, p.suspended_at::timestamptz, p.suspended_reason, p.past_due_since::timestamptz,
      p.created_at::timestamptz, p.my_last_active_at::timestamptz, p.found
    from page p
    order by lower(p.name), p.id;
end
$$;

revoke execute on function authenticate, organizations_of from public;
grant execute on function authenticate, organizations_of to {{identity}};
