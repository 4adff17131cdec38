-- The audit log is sealed by the hour: one digest for each organization and hour, each with the one before it inside.

-- An entry's time is read once its transaction has its number. So whoever waits for the transactions whose numbers were
-- given out before an hour had ended has seen every entry of it, however long one of them had been open.
alter table audit_entries
  add column actor_name text,
  alter column created_at set default (case when pg_current_xact_id() is not null then clock_timestamp() end);

-- And nobody who serves requests chooses it.
revoke insert on audit_entries from {{tenant}}, {{system}};
grant insert (
  organization_id, id, actor_type, actor_id, actor_label, actor_name, action, target_type, target_id, target_label,
  before, after, ip_address, user_agent, request_id
) on audit_entries to {{tenant}}, {{system}};

create index audit_entries_by_time on audit_entries (organization_id, created_at, id);
create index audit_entries_by_actor on audit_entries (organization_id, actor_id, created_at, id) where actor_id is not null;
create index audit_entries_by_target on audit_entries (organization_id, target_id, created_at, id) where target_id is not null;

create table audit_seals (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  sequence integer not null check (sequence > 0),
  -- When the hour begins; no later seal is of an earlier one.
  hour timestamptz(3) not null,
  entry_count integer not null check (entry_count > 0),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  previous_digest text,
  sealed_at timestamptz(3) not null default now(),
  primary key (organization_id, sequence),
  unique (organization_id, hour),
  check ((sequence = 1) = (previous_digest is null))
);
select protect_table('audit_seals');
revoke insert, update, delete on audit_seals from {{tenant}};
revoke update, delete on audit_seals from {{system}};

select jobs.create_queue('audit.seal', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600}');
