-- How many projects and agents one organization may have, where the operator set another number than the installation's.

create table record_caps (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  kind text collate "C" not null check (kind in ('projects', 'agents')),
  cap integer not null check (cap >= 0),
  primary key (organization_id, kind)
);
select protect_table('record_caps');

-- Of how many organizations an account is an Owner, with the account locked: whoever makes one more at once waits here.
create function count_owned_organizations(p_user_id text) returns bigint
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  perform from users where id = p_user_id for no key update;
  return (
    select count(*) from memberships m join organizations o on o.id = m.organization_id
    where m.user_id = p_user_id and m.role = 'owner' and o.purge_started_at is null
  );
end
$$;
revoke execute on function count_owned_organizations from public;
grant execute on function count_owned_organizations to {{tenant}};
