-- What makes one database hold many organizations without one seeing into another's.
-- {{owner}} and the like stand for the roles of this installation.

create table installation (
  role_prefix text not null,
  created_at timestamptz(3) not null default now()
);
insert into installation (role_prefix) values ('{{prefix}}');
grant select on installation to public;

-- The organization of the current transaction. Without one: an error, or '' which no id equals.
create function current_organization() returns text
language sql stable parallel safe
as $$ select current_setting('app.organization_id') $$;

-- Makes a table a tenant's: row-level security enabled and forced, one policy each for tenant, system and owner.
-- The owner's policy is for definer functions and backfills, which FORCE would otherwise leave blind, silently.
create function protect_table(table_name regclass, organization_column text default 'organization_id') returns void
language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format(
    'create policy tenant on %1$s to {{tenant}} using (%2$I = current_setting(''app.organization_id'')) with check (%2$I = current_setting(''app.organization_id''))',
    table_name, organization_column);
  execute format('create policy system on %s to {{system}} using (true) with check (true)', table_name);
  execute format('create policy owner on %s to {{owner}} using (true) with check (true)', table_name);
  execute format('grant select, insert, update, delete on %s to {{tenant}}, {{system}}', table_name);
end
$$;
revoke execute on function protect_table from public;

grant usage on schema app to {{identity}}, {{tenant}}, {{system}}, {{queue}}, {{login}};
