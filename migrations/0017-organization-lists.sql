-- A user's organizations by name, a page at a time: what a page does not show is neither counted nor sent.
drop function organizations_of(text);

-- p_query: a part of the name, '' for all. p_limit: null for all. p_counts: members and projects of those on the page.
-- Every row carries the total that the query finds.
--
-- By its settings it looks up each organization of the user by key, whatever the planner takes the table's size for: the
-- cost depends on how many the user has, and not on how many there are.
create function organizations_of(p_user_id text, p_query text, p_limit integer, p_offset integer, p_counts boolean)
returns table (
  id text, name text, role text, member_count bigint, project_count bigint,
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
      case when p_counts then (select count(*) from memberships c where c.organization_id = p.id) end,
      case when p_counts then (select count(*) from projects c where c.organization_id = p.id) end,
      p.purge_at::timestamptz, p.suspended_at::timestamptz, p.suspended_reason, p.past_due_since::timestamptz,
      p.created_at::timestamptz, p.my_last_active_at::timestamptz, p.found
    from page p
    order by lower(p.name), p.id;
end
$$;
revoke execute on function organizations_of from public;
grant execute on function organizations_of to {{identity}};

-- A look-up by hash reads one page of the index, however many organizations there are; the tree of the key grows with them.
create index organizations_by_hash on organizations using hash (id);

-- The memberships of a user lie all over the table; what a list needs of them stands in the index.
drop index memberships_by_user;
create index memberships_by_user on memberships (user_id, last_active_at desc) include (organization_id, role);
