-- Second factors of accounts: authenticator apps and passkeys, codes for when they are lost, and sign-ins that wait for one.

alter table users add column second_factor boolean not null default false;
-- When a second factor was shown last: in the session, or in an earlier one of a browser that is remembered.
alter table sessions add column factor_at timestamptz(3);
alter table known_devices add column factor_at timestamptz(3);

create table factors (
  user_id text collate "C" not null references users (id) on delete cascade,
  id text collate "C" not null,
  kind text not null check (kind in ('app', 'passkey')),
  name text not null,
  -- Of an app: its secret, sealed, and the half minute of the code that was used last.
  sealed bytea,
  key_version text collate "C",
  last_step bigint,
  -- Of a passkey, as WebAuthn names it.
  credential_id text collate "C" unique,
  public_key bytea,
  counter bigint,
  transports text[],
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3),
  primary key (user_id, id),
  check ((kind = 'app') = (sealed is not null and key_version is not null)),
  check ((kind = 'passkey') = (credential_id is not null and public_key is not null and counter is not null))
);

create table recovery_codes (
  user_id text collate "C" not null references users (id) on delete cascade,
  hash text collate "C" not null,
  primary key (user_id, hash)
);

-- What a browser has begun and not yet finished, by the hash of the token that it holds.
create table waiting_steps (
  hash text collate "C" primary key,
  kind text not null check (kind in ('sign_in', 'passkey_sign_in', 'add_app', 'add_passkey')),
  -- Null where a passkey is yet to say whose sign-in it is.
  user_id text collate "C" references users (id) on delete cascade,
  challenge text,
  sealed bytea,
  key_version text collate "C",
  -- Whether a closed account is wanted back.
  restore boolean not null default false,
  tries integer not null default 0,
  expires_at timestamptz(3) not null
);
create index waiting_steps_by_user on waiting_steps (user_id);
create index waiting_steps_by_age on waiting_steps (expires_at);

grant select, insert, update, delete on factors, recovery_codes, waiting_steps to {{identity}};

-- No session begins without the second factor of an account that has one, however it begins. The lock is the one that
-- waits for a factor that is being added just now.
create function keep_second_factor() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  wanted boolean;
begin
  select second_factor into wanted from users where id = new.user_id for share;
  if wanted and new.factor_at is null then
    raise exception 'a session of this account begins with a second factor' using errcode = 'BC003';
  end if;
  return new;
end
$$;
create trigger keep_second_factor before insert on sessions for each row execute function keep_second_factor();

alter table account_events drop constraint account_events_kind_check;
alter table account_events add constraint account_events_kind_check check (kind in (
  'sign_in', 'sign_in_failed', 'sign_out', 'session_ended', 'reset_asked', 'password_reset', 'password_changed',
  'address_confirmed', 'address_changed', 'google_connected', 'google_disconnected', 'account_closed', 'account_restored',
  'api_key_first_used', 'factor_added', 'factor_removed', 'factor_reset', 'recovery_codes_made', 'recovery_code_used',
  'second_factor_failed'
));
drop index account_events_counted;
create unique index account_events_counted on account_events (user_id, kind, ip_address, date_trunc('hour', created_at at time zone 'UTC'))
  where kind in ('sign_in_failed', 'reset_asked', 'second_factor_failed');
create or replace function count_account_event(p_email text, p_kind text, p_network text, p_user_agent text) returns void
language sql security definer set search_path = app, pg_temp
as $$
  insert into account_events (user_id, kind, ip_address, user_agent)
  select u.id, p_kind, coalesce(p_network, ''), p_user_agent from users u
  where u.email = p_email and p_kind in ('sign_in_failed', 'reset_asked', 'second_factor_failed')
  on conflict (user_id, kind, ip_address, date_trunc('hour', created_at at time zone 'UTC'))
    where kind in ('sign_in_failed', 'reset_asked', 'second_factor_failed')
    do update set count = account_events.count + 1, last_at = now(), user_agent = excluded.user_agent
$$;

-- An account has a second factor while it has a row here. Without one no browser is remembered for it, and its recovery
-- codes open nothing.
create function note_factor() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  owner text := case tg_op when 'INSERT' then new.user_id else old.user_id end;
  stays boolean;
begin
  select exists (select from factors f where f.user_id = owner) into stays;
  update users u set second_factor = stays where u.id = owner and u.second_factor <> stays;
  if tg_op = 'INSERT' then
    perform note_account_event(owner, 'factor_added', jsonb_build_object('name', new.name));
    return null;
  end if;
  update known_devices d set factor_at = null where d.user_id = owner and d.factor_at is not null;
  if not stays then
    delete from recovery_codes r where r.user_id = owner;
  end if;
  perform note_account_event(
    owner,
    case when request_from('act') = 'operator.reset_factors' then 'factor_reset' else 'factor_removed' end,
    jsonb_build_object('name', old.name)
  );
  return null;
end
$$;
create trigger note_factor after insert or delete on factors for each row execute function note_factor();

create function note_recovery_code() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  if request_from('act') = 'sign_in_second_factor' then
    perform note_account_event(old.user_id, 'recovery_code_used');
  end if;
  return null;
end
$$;
create trigger note_recovery_code after delete on recovery_codes for each row execute function note_recovery_code();

create function note_recovery_codes() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  perform note_account_event(made.user_id, 'recovery_codes_made') from (select distinct user_id from added) made;
  return null;
end
$$;
create trigger note_recovery_codes after insert on recovery_codes referencing new table as added
  for each statement execute function note_recovery_codes();

revoke execute on function keep_second_factor, note_factor, note_recovery_code, note_recovery_codes from public;
