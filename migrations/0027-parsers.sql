-- Reading files: what was tried, whose turn it is, and the one place in which a file may be read for long.

-- Begun and not ended: noted before a parser is given the file, so that what takes the server down with it is known afterwards.
alter table sources add column attempts smallint not null default 0;

-- How long the files of an organization kept a parser busy. It fades by half every ten minutes.
create table parser_times (
  organization_id text collate "C" primary key references organizations (id) on delete cascade,
  seconds double precision not null,
  as_of timestamptz(3) not null default now()
);
select protect_table('parser_times');

create table slow_lane (
  place smallint primary key check (place = 1),
  holder text,
  held_until timestamptz(3) not null
);
insert into slow_lane (place, held_until) values (1, now());
grant select, update on slow_lane to {{system}};

-- Files that wait for the slow lane are queued; a file of the fast lane must not pass them.
create function slow_lane_is_awaited() returns boolean
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  return exists (select from jobs.job j where j.name = 'source.process_slowly' and j.state < 'completed');
end
$$;

-- The longest-standing Owner answers for what it uses; an organization without an Owner answers for itself.
create function account_of(p_organization_id text) returns text
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  return coalesce(
    (select m.user_id from memberships m where m.organization_id = p_organization_id and m.role = 'owner' order by m.created_at, m.id limit 1),
    p_organization_id);
end
$$;

-- The less a parser has recently worked for an account, the higher; in steps of a quarter, so that it seldom changes.
create function parser_priority(p_account text) returns integer
language plpgsql stable security definer set search_path = app, pg_temp
as $$
declare
  recent double precision;
begin
  select sum(t.seconds * power(0.5, extract(epoch from now() - t.as_of) / 600)) into recent
    from parser_times t
    where t.organization_id = p_account
      or (t.organization_id in (select m.organization_id from memberships m where m.user_id = p_account and m.role = 'owner')
        and account_of(t.organization_id) = p_account);
  return -floor(ln(1 + coalesce(recent, 0)) / ln(1.25));
end
$$;

-- How a file of this organization is queued: under its account, by what that account used.
create function parser_turn(p_organization_id text) returns table (account text, priority integer)
language plpgsql stable security definer set search_path = app, pg_temp
as $$
begin
  return query select a.account, parser_priority(a.account) from (select account_of(p_organization_id) as account) a;
end
$$;

-- Puts the files that wait into the order of now: those of one account, or all. What another transaction holds is left to
-- that one: waiting for it could be a deadlock, which would undo what a file's transaction has saved.
create function order_waiting_files(p_account text default null) returns void
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  update jobs.job j set priority = w.wanted
    from (
      select w.name, w.id, p.wanted
      from jobs.job w
      join (
        select g.group_id, parser_priority(g.group_id) as wanted
        from (
          select distinct q.group_id from jobs.job q
          where q.name in ('source.process', 'source.process_slowly') and q.state < 'active' and q.group_id is not null
            and (p_account is null or q.group_id = p_account)
        ) g
      ) p on p.group_id = w.group_id
      where w.name in ('source.process', 'source.process_slowly') and w.state < 'active' and w.priority <> p.wanted
      order by w.id
      for update of w skip locked
    ) w
    where j.name = w.name and j.id = w.id;
end
$$;

-- Adds what a file took, and lets the others of its account wait accordingly.
create function charge_parser(p_organization_id text, p_seconds double precision) returns void
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  payer text := account_of(p_organization_id);
  before integer := parser_priority(payer);
begin
  insert into parser_times as t (organization_id, seconds) values (p_organization_id, p_seconds)
    on conflict (organization_id) do update set
      seconds = t.seconds * power(0.5, extract(epoch from now() - t.as_of) / 600) + excluded.seconds,
      as_of = now();
  if parser_priority(payer) <> before then
    perform order_waiting_files(payer);
  end if;
end
$$;

revoke execute on function slow_lane_is_awaited, account_of, parser_priority, parser_turn, order_waiting_files, charge_parser from public;
grant execute on function parser_turn, charge_parser to {{tenant}};
grant execute on function slow_lane_is_awaited, order_waiting_files to {{system}};

-- What the fast lane had no more time for, while the slow one was taken.
select jobs.create_queue('source.process_slowly', '{"policy": "standard", "notify": true, "retryLimit": 3, "retryDelay": 1, "retryBackoff": true, "expireInSeconds": 1800, "heartbeatSeconds": 10}');
select jobs.create_queue('source.order_waiting', '{"policy": "standard", "retryLimit": 0}');
