-- Invitations that members send: who sent each, how it ended, and how often anybody is mailed one.

alter table invitations
  -- Who answers for it; gone with his membership. Null with a name: nobody answers any more, and nobody may join by it.
  add column inviter_membership_id text collate "C",
  add column revoked_at timestamptz(3),
  -- Revoked by whom it was for.
  add column declined_at timestamptz(3) check (declined_at is null or revoked_at is not null),
  add column last_sent_at timestamptz(3),
  -- When whom it was for last asked for a new one.
  add column asked_at timestamptz(3),
  add foreign key (organization_id, inviter_membership_id) references memberships (organization_id, id)
    on delete set null (inviter_membership_id);
create index invitations_by_inviter on invitations (organization_id, inviter_membership_id);

drop index invitations_pending;
create unique index invitations_pending on invitations (organization_id, lower(email)) where accepted_at is null and revoked_at is null;
create index invitations_open on invitations (organization_id, id) where accepted_at is null and revoked_at is null;

-- Of one that was taken back the role is history too: it keeps none from being deleted.
alter table invitations drop column custom_role_id;
alter table invitations
  add column custom_role_id text collate "C"
    generated always as (case when accepted_at is null and revoked_at is null and role like 'rol\_%' then role end) stored,
  add foreign key (organization_id, custom_role_id) references custom_roles (organization_id, id);
drop index invitations_by_role;
create index invitations_by_role on invitations (organization_id, role) where accepted_at is null and revoked_at is null;

-- A link that a newer one has taken the place of: it leads to a page that says so.
alter table invitation_tokens add column ended_at timestamptz(3);

-- Whether whoever invites has confirmed his own address.
grant select (email_verified) on users to {{tenant}};

-- How often somebody was mailed an invitation lately, or had others mailed one, and who wants none: across organizations,
-- so in no organization's table. Keys are keyed hashes; without the installation's secret they name nobody.
create table invitation_limits (
  hash text collate "C" primary key,
  window_started_at timestamptz(3) not null default now(),
  count integer not null default 0,
  declined_at timestamptz(3)
);
grant select, delete on invitation_limits to {{system}};

-- Counts mails of invitations against what is left to their organization, their inviter and each recipient. Answers for each
-- recipient, in the order given: null where it may be mailed, else 'declined', 'sender' or 'recipient'. Rows are locked in
-- one order, so that simultaneous calls wait for each other; what is counted commits with the invitations.
create function take_invitation_mails(
  p_organization text, p_organization_max integer, p_inviter text, p_inviter_max integer,
  p_recipients text[], p_recipients_here text[], p_recipient_max integer, p_window interval
) returns text[]
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  answers text[] := array_fill(null::text, array[cardinality(p_recipients)]);
  senders text[] := array[p_organization, p_inviter];
  sender text;
  remaining integer;
  used integer := 0;
  place integer;
begin
  foreach sender in array senders loop
    insert into invitation_limits (hash) values (sender) on conflict do nothing;
    perform from invitation_limits where hash = sender for update;
    update invitation_limits set window_started_at = now(), count = 0 where hash = sender and window_started_at <= now() - p_window;
  end loop;
  select least(
    p_organization_max - (select count from invitation_limits where hash = p_organization),
    p_inviter_max - (select count from invitation_limits where hash = p_inviter)
  ) into remaining;
  for place in select ordinality from unnest(p_recipients) with ordinality as r (hash, ordinality) order by hash loop
    if exists (
      select from invitation_limits where hash in (p_recipients[place], p_recipients_here[place]) and declined_at is not null
    ) then
      answers[place] := 'declined';
    elsif used >= remaining then
      answers[place] := 'sender';
    else
      insert into invitation_limits as l (hash, count) values (p_recipients[place], 1)
      on conflict (hash) do update set
        window_started_at = case when l.window_started_at <= now() - p_window then now() else l.window_started_at end,
        count = case when l.window_started_at <= now() - p_window then 1 else l.count + 1 end
      where l.window_started_at <= now() - p_window or l.count < p_recipient_max;
      if found then
        used := used + 1;
      else
        answers[place] := 'recipient';
      end if;
    end if;
  end loop;
  update invitation_limits set count = count + used where hash = any (senders);
  return answers;
end
$$;

-- From now on nobody invites this recipient, or not into this organization: the hash says which.
create function decline_invitations(p_hash text) returns void
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  insert into invitation_limits (hash, declined_at) values (p_hash, now())
  on conflict (hash) do update set declined_at = coalesce(invitation_limits.declined_at, now());
end
$$;

revoke execute on function take_invitation_mails, decline_invitations from public;
grant execute on function take_invitation_mails, decline_invitations to {{tenant}};

select jobs.create_queue('invitation.tell_asked', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 5, "retryBackoff": true}');
select jobs.create_queue('invitation.sweep', '{"policy": "standard", "retryLimit": 2}');
