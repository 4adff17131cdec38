-- Archives of a whole organization: who asked for one, how far it is, and until when it can be downloaded.

create table exports (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  status text not null default 'running' check (status in ('running', 'ready', 'failed')),
  progress smallint not null default 0 check (progress between 0 and 100),
  -- Which try is making it. An earlier one that was thought dead finds another number here, and stops.
  attempt smallint not null default 0,
  size_bytes bigint,
  sha256 text,
  error_code text,
  requested_by text collate "C",
  requested_by_label text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  primary key (organization_id, id),
  check (status <> 'ready' or (size_bytes is not null and sha256 is not null and expires_at is not null))
);
create unique index exports_running on exports (organization_id) where status = 'running';
select protect_table('exports');

-- A dead process is noticed by its missing heartbeat, not by the time that the largest organization may take.
select jobs.create_queue('export.make', '{"policy": "standard", "notify": true, "retryLimit": 3, "retryDelay": 1, "retryBackoff": true, "expireInSeconds": 43200, "heartbeatSeconds": 10}');
select jobs.create_queue('export.mail', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 30, "retryBackoff": true}');
select jobs.create_queue('export.sweep', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');
