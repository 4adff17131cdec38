-- What happened to an account: sign-ins, failed ones, changes of its password, address and sessions. Kept for 180 days, for the
-- person and the operator. The rows are written by the tables on which the acts happen, in the act's own transaction.

create table account_events (
  id bigint generated always as identity primary key,
  user_id text collate "C" not null references users (id) on delete cascade,
  kind text not null check (kind in (
    'sign_in', 'sign_in_failed', 'sign_out', 'session_ended', 'reset_asked', 'password_reset', 'password_changed',
    'address_confirmed', 'address_changed', 'google_connected', 'google_disconnected', 'account_closed', 'account_restored',
    'api_key_first_used'
  )),
  created_at timestamptz(3) not null default now(),
  -- What a stranger can repeat has one row for a network and an hour: how often it happened, and when last.
  count integer not null default 1,
  last_at timestamptz(3) not null default now(),
  -- An address; of what is counted, the network.
  ip_address text,
  user_agent text,
  -- The organization of a key. No reference, because checking one would make the use of a key wait for a lock.
  organization_id text collate "C",
  details jsonb not null default '{}'
);
create index account_events_by_user on account_events (user_id, last_at desc, id desc);
-- When somebody signed in last.
create index account_events_by_sign_in on account_events (user_id, created_at desc) where kind = 'sign_in';
create index account_events_by_age on account_events (created_at);
create index account_events_by_organization on account_events (organization_id) where organization_id is not null;
create unique index account_events_counted on account_events (user_id, kind, ip_address, date_trunc('hour', created_at at time zone 'UTC'))
  where kind in ('sign_in_failed', 'reset_asked');

alter table account_events enable row level security;
alter table account_events force row level security;
create policy identity on account_events to {{identity}} using (true) with check (true);
create policy owner on account_events to {{owner}} using (true) with check (true);
-- An organization learns when its members signed in, and nothing else that they do.
create policy tenant on account_events for select to {{tenant}} using (
  kind = 'sign_in'
  and exists (
    select from memberships m
    where m.organization_id = current_setting('app.organization_id') and m.user_id = account_events.user_id
  )
);
grant select, delete on account_events to {{identity}};
grant select (user_id, kind, created_at) on account_events to {{tenant}};

-- Browsers from which somebody has signed in. `session_id` is the last session that began there.
create table known_devices (
  user_id text collate "C" not null references users (id) on delete cascade,
  id text collate "C" not null,
  session_id text collate "C" not null,
  last_used_at timestamptz(3) not null default now(),
  primary key (user_id, id)
);
create index known_devices_by_id on known_devices (id);
create index known_devices_by_age on known_devices (last_used_at);
grant select, insert, update, delete on known_devices to {{identity}};
-- A new password and a closed account end sessions in the system scope.
grant select, delete on known_devices to {{system}};

-- Where the request came from and what it does, as it has said for this connection or transaction.
create function request_from(p_field text) returns text
language sql stable set search_path = app, pg_temp
as $$ select nullif(nullif(current_setting('app.request_from', true), '')::jsonb ->> p_field, '') $$;

create function note_account_event(p_user_id text, p_kind text, p_details jsonb default '{}') returns void
language sql set search_path = app, pg_temp
as $$
  insert into account_events (user_id, kind, ip_address, user_agent, details)
  select u.id, p_kind, request_from('ip'), request_from('user_agent'), p_details from users u where u.id = p_user_id
$$;

-- Written by itself, because it changes no other row. For an address without an account, nothing is written.
create function count_account_event(p_email text, p_kind text, p_network text, p_user_agent text) returns void
language sql security definer set search_path = app, pg_temp
as $$
  insert into account_events (user_id, kind, ip_address, user_agent)
  select u.id, p_kind, coalesce(p_network, ''), p_user_agent from users u
  where u.email = p_email and p_kind in ('sign_in_failed', 'reset_asked')
  on conflict (user_id, kind, ip_address, date_trunc('hour', created_at at time zone 'UTC'))
    where kind in ('sign_in_failed', 'reset_asked')
    do update set count = account_events.count + 1, last_at = now(), user_agent = excluded.user_agent
$$;

create function note_session() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  act text := request_from('act');
begin
  if tg_op = 'INSERT' then
    -- A change of the password leaves its caller signed in by a new session.
    if act is distinct from 'change_password' then
      insert into account_events (user_id, kind, ip_address, user_agent, details)
      values (new.user_id, 'sign_in', new.ip_address, left(new.user_agent, 300), jsonb_strip_nulls(jsonb_build_object('by', act)));
    end if;
  -- Sessions that ran out, and those of a closed account, end without a row of their own.
  elsif act is not null and act <> 'account.close' and old.expires_at > now() then
    perform note_account_event(
      old.user_id,
      case act when 'sign_out' then 'sign_out' else 'session_ended' end,
      jsonb_strip_nulls(jsonb_build_object('ended_ip_address', old.ip_address, 'ended_user_agent', left(old.user_agent, 300)))
    );
  end if;
  return null;
end
$$;
create trigger note_session after insert or delete on sessions for each row execute function note_session();

create function note_credential() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  by_reset boolean := request_from('act') is not distinct from 'reset_password';
begin
  if tg_op = 'DELETE' then
    if old.provider_id = 'google' then
      perform note_account_event(old.user_id, 'google_disconnected');
    end if;
  elsif tg_op = 'UPDATE' then
    if new.password is distinct from old.password then
      perform note_account_event(new.user_id, case when by_reset then 'password_reset' else 'password_changed' end);
    end if;
  -- The way in with which an account begins is no change of it.
  elsif exists (select from accounts a where a.user_id = new.user_id and a.id <> new.id) then
    if new.provider_id = 'google' then
      perform note_account_event(new.user_id, 'google_connected');
    elsif new.password is not null then
      perform note_account_event(new.user_id, case when by_reset then 'password_reset' else 'password_changed' end);
    end if;
  end if;
  return null;
end
$$;
create trigger note_credential after insert or delete or update of password on accounts
  for each row execute function note_credential();

create function note_user() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  if new.email <> old.email then
    perform note_account_event(new.id, 'address_changed', jsonb_build_object('from', old.email, 'to', new.email));
  elsif new.email_verified and not old.email_verified then
    perform note_account_event(new.id, 'address_confirmed');
  end if;
  if (new.purge_at is null) <> (old.purge_at is null) then
    perform note_account_event(new.id, case when new.purge_at is null then 'account_restored' else 'account_closed' end);
  end if;
  return null;
end
$$;
create trigger note_user after update of email, email_verified, purge_at on users for each row execute function note_user();

-- When and from where a key was used first. A key is looked up on a connection that waits for no lock: while its maker's
-- row is locked nothing is noted, and the next use is the first one.
alter table api_keys add column first_used_at timestamptz(3), add column first_used_from text;
create function note_first_use() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  maker text;
begin
  select u.id into maker
    from memberships m join users u on u.id = m.user_id
    where m.organization_id = new.organization_id and m.id = new.membership_id
    for key share of u skip locked;
  if maker is null then
    new.last_used_at := null;
    new.last_used_from := null;
    return new;
  end if;
  new.first_used_at := new.last_used_at;
  new.first_used_from := new.last_used_from;
  insert into account_events (user_id, kind, ip_address, organization_id, details)
  values (maker, 'api_key_first_used', new.first_used_from, new.organization_id, jsonb_build_object('name', new.name, 'hint', new.hint));
  return new;
end
$$;
create trigger note_first_use before update of last_used_at on api_keys for each row
  when (old.last_used_at is null and new.last_used_at is not null) execute function note_first_use();

revoke execute on function request_from, note_account_event, count_account_event, note_session, note_credential, note_user, note_first_use
  from public;
grant execute on function count_account_event to {{identity}};

select jobs.create_queue('account_event.sweep', '{"policy": "standard", "retryLimit": 2}');
