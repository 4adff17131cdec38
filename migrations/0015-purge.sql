-- The way out, for organizations and accounts: what begins a purge, what it removes, and what is left to prove it.

-- From then on there is no way back: its members are let go and its rows go in batches.
alter table organizations
  add column purge_started_at timestamptz(3),
  add check (purge_started_at is null or purge_at is not null);
create index organizations_by_purge on organizations (purge_at) where purge_at is not null;

-- Set while an account is closed. Whoever sets it locks the row FOR UPDATE, see refuse_closed_account.
alter table users add column purge_at timestamptz(3);
create index users_by_purge on users (purge_at) where purge_at is not null;
grant update (purge_at), delete on users to {{system}};
grant select, delete on sessions to {{system}};
grant select, update, delete on verifications to {{system}};

-- What the operator keeps of an organization that is gone. Begun with the purge, which it lets a crash resume;
-- no table of a tenant, because it outlives one. Of persons it holds nothing.
create table purge_certificates (
  organization_id text collate "C" primary key,
  organization_name text not null,
  requested_by text not null check (requested_by in ('owner', 'operator')),
  requested_at timestamptz(3) not null,
  purged_by text not null check (purged_by in ('schedule', 'operator')),
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  -- How many went, by table.
  row_counts jsonb not null default '{}',
  file_count bigint not null default 0,
  file_bytes bigint not null default 0
);
create index purge_certificates_by_finish on purge_certificates (finished_at);
grant select, insert, update on purge_certificates to {{system}};

-- Removes up to p_limit of an organization's rows from one table, those that may only be appended to included, and adds
-- them to the certificate; answers how many. Only while a certificate stands, whose row makes simultaneous purges take turns.
create function purge_rows(p_organization_id text, p_table text, p_limit integer) returns bigint
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  key_column text := case p_table when 'organizations' then 'id' else 'organization_id' end;
  removed bigint;
begin
  perform from purge_certificates where organization_id = p_organization_id for update;
  if not found then
    raise exception 'No purge of this organization has begun.';
  end if;
  execute format('delete from %1$I where ctid = any (array(select ctid from %1$I where %2$I = $1 limit $2))', p_table, key_column)
    using p_organization_id, p_limit;
  get diagnostics removed = row_count;
  if removed > 0 then
    update purge_certificates
      set row_counts = row_counts || jsonb_build_object(p_table, coalesce((row_counts ->> p_table)::bigint, 0) + removed)
      where organization_id = p_organization_id;
  end if;
  return removed;
end
$$;

-- Nobody signs in to a closed account or joins with it, however his request and its closing cross: both lock the user.
create function refuse_closed_account() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  closed_until timestamptz;
begin
  select purge_at into closed_until from users where id = new.user_id for key share;
  if closed_until is null then
    return new;
  elsif tg_table_name = 'sessions' then
    -- better-auth answers 401 where no row comes back, and 500 to an error.
    return null;
  end if;
  raise exception 'This account is closed.' using errcode = 'BC002';
end
$$;
create trigger refuse_closed_account before insert on memberships for each row execute function refuse_closed_account();
create trigger refuse_closed_account before insert on sessions for each row execute function refuse_closed_account();

revoke execute on function purge_rows, refuse_closed_account from public;
grant execute on function purge_rows to {{system}};

select jobs.create_queue('organization.purge', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600}');
select jobs.create_queue('organization.tell_deletion', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 5, "retryBackoff": true}');
select jobs.create_queue('account.purge', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600}');
