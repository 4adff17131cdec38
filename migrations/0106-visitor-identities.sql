-- What an agent's website signs with, so that it can say who its visitors are. Without a row it says nothing.
create table identity_secrets (
  organization_id text collate "C" not null,
  agent_id text collate "C" not null,
  secret_id text collate "C" not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, agent_id),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete cascade,
  foreign key (organization_id, secret_id) references secrets (organization_id, id)
);
create index identity_secrets_by_secret on identity_secrets (organization_id, secret_id);
select protect_table('identity_secrets');

-- However it goes, what it led to goes with it. A purge removes and counts secrets itself.
create function drop_identity_secret() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  delete from secrets where organization_id = old.organization_id and id = old.secret_id
    and not exists (select from organizations where id = old.organization_id and purge_started_at is not null);
  return null;
end
$$;
create trigger drop_identity_secret after delete or update of secret_id on identity_secrets
  for each row execute function drop_identity_secret();
revoke execute on function drop_identity_secret from public;

-- Who the visitor is, as their website vouched for it. `subject`: its own name for them.
alter table visits
  add column subject text check (length(subject) <= 200),
  add column identity_name text check (length(identity_name) <= 200),
  add column identity_email text check (length(identity_email) <= 254),
  add column identified_at timestamptz(3);
create index visits_by_subject on visits (organization_id, project_id, subject) where subject is not null;
