-- As before, and the organization that somebody worked in last comes first.
create or replace function organizations_of(p_user_id text, p_query text, p_limit integer, p_offset integer, p_counts boolean)
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
      order by m.last_active_at desc, lower(o.name), o.id
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
    order by p.my_last_active_at desc, lower(p.name), p.id;
end
$$;
