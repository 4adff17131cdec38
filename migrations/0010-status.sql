-- How an organization stands and stood: who set each fact, and every change of the status that follows from them.
alter table organizations
  add column suspended_by text,
  add column deletion_requested_at timestamptz(3),
  add column deletion_requested_by text,
  add check ((purge_at is null) = (deletion_requested_at is null)),
  add check (suspended_at is null or suspended_reason is not null);

create table status_changes (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  status text not null check (status in ('active', 'past_due', 'suspended', 'deleting')),
  reason text,
  actor_label text not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, id)
);
select protect_table('status_changes');
-- History: what happened is not changed afterwards.
revoke update, delete on status_changes from {{tenant}}, {{system}};
