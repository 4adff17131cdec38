-- Permissions that no operation asked for could be ticked, and opened nothing. Those that come back with what they open are
-- to be given again: nobody holds one because of a tick that meant nothing when it was set.
create function pg_temp.without_idle(ticked text[]) returns text[] language sql immutable
as $$
  select coalesce(array_agg(name order by place), '{}')
  from unnest(ticked) with ordinality as t (name, place)
  where name not in (
    'workflow:create', 'workflow:update', 'workflow:delete', 'webhook:create', 'webhook:update', 'webhook:delete',
    'conversation:reply', 'organization:security'
  )
$$;
update custom_roles set permissions = pg_temp.without_idle(permissions) where permissions <> pg_temp.without_idle(permissions);
update api_keys set permissions = pg_temp.without_idle(permissions) where permissions <> pg_temp.without_idle(permissions);
drop function pg_temp.without_idle(text[]);
