-- A session ends 90 days after its sign-in, however often it is used: whoever extends it, and whatever reads it.
create function keep_session_ends() returns trigger language plpgsql set search_path = app, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    new.created_at := old.created_at;
  end if;
  new.expires_at := least(new.expires_at, new.created_at + interval '90 days');
  return new;
end
$$;
create trigger keep_session_ends before insert or update on sessions for each row execute function keep_session_ends();
update sessions set expires_at = least(expires_at, created_at + interval '90 days');

-- Until when cookies count under the names that they had before this version.
alter table installation add column old_cookies_until timestamptz(3) not null default now() + interval '30 days';
