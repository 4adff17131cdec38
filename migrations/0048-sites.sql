-- Websites as sources: a page of its own (`url`) or a site with what it links to (`domain`). What was read of one is kept page by
-- page, so that a reading that was cut off continues where it was.

-- Who stopped a reading can resume it.
alter table sources drop constraint sources_status_check;
alter table sources add constraint sources_status_check check (status in ('processing', 'synced', 'failed', 'stopped'));

create table sites (
  organization_id text collate "C" not null,
  source_id text collate "C" not null,
  project_id text collate "C" not null,
  -- What was entered, as URLs are spelled.
  address text not null,
  -- Scheme, host and path below which pages belong to the site; the host may be another once its first page redirects.
  scope text not null,
  include text[] not null default '{}',
  exclude text[] not null default '{}',
  pages_max integer not null check (pages_max > 0),
  schedule text not null default 'never' check (schedule in ('never', 'daily', 'weekly', 'monthly')),
  next_sync_at timestamptz(3),
  -- Counts the readings from 1; `phase` is how far the present one is.
  run integer not null default 1,
  phase text not null default 'begin' check (phase in ('begin', 'read', 'done')),
  started_at timestamptz(3),
  -- What the present reading took so far, waiting included, and fetched.
  spent_ms bigint not null default 0,
  fetched_bytes bigint not null default 0,
  requests integer not null default 0,
  -- Pages in a row that did not answer.
  misses integer not null default 0,
  -- What is to be read about, by its sitemap; null where it has none.
  expected integer,
  -- What robots.txt asks for between two pages.
  delay_ms integer,
  -- Which job reads it at present: another one that was cut off and comes back late finds that it is not its turn.
  reader text,
  -- Which limit ended the last reading; null where none did.
  ended_by text,
  primary key (organization_id, source_id),
  foreign key (organization_id, source_id) references sources (organization_id, id) on delete cascade,
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
create index sites_due on sites (next_sync_at) where next_sync_at is not null;
select protect_table('sites');

create table site_pages (
  organization_id text collate "C" not null,
  source_id text collate "C" not null,
  url text collate "C" not null check (length(url) <= 2000),
  position bigint generated always as identity,
  depth smallint not null,
  -- Another page of the site; null for those of its sitemap and its first one.
  linked_from text,
  title text,
  outcome text not null default 'processing' check (outcome in ('processing', 'synced', 'unchanged', 'skipped', 'failed')),
  reason_code text,
  reason text,
  -- The reading that last had an outcome for it, and whether that one is to take its text away.
  run integer not null default 0,
  is_going boolean not null default false,
  attempts smallint not null default 0,
  retry_at timestamptz(3),
  etag text,
  last_modified text,
  text_hash text collate "C",
  document_id text collate "C",
  passage_count integer not null default 0,
  text_bytes bigint not null default 0,
  synced_at timestamptz(3),
  primary key (organization_id, source_id, url),
  foreign key (organization_id, source_id) references sources (organization_id, id) on delete cascade,
  foreign key (organization_id, document_id) references documents (organization_id, id) on delete set null (document_id)
);
create index site_pages_by_document on site_pages (organization_id, document_id) where document_id is not null;
create index site_pages_waiting on site_pages (organization_id, source_id, depth, position) where outcome = 'processing';
create index site_pages_by_hash on site_pages (organization_id, source_id, text_hash) where text_hash is not null;
select protect_table('site_pages');

-- What a reading after the first changed, page by page: its passages before and after.
create table site_changes (
  organization_id text collate "C" not null,
  source_id text collate "C" not null,
  run integer not null,
  url text collate "C" not null,
  title text not null,
  kind text not null check (kind in ('changed', 'new', 'gone')),
  before jsonb not null,
  after jsonb not null,
  words_added integer not null,
  words_removed integer not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, source_id, run, url),
  foreign key (organization_id, source_id) references sources (organization_id, id) on delete cascade
);
select protect_table('site_changes');

select jobs.create_queue('source.read_site', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 1, "retryBackoff": true, "expireInSeconds": 1800, "heartbeatSeconds": 10}');
select jobs.create_queue('source.sync_due', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 600}');
