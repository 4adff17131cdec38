-- The knowledge base of a project: sources, their documents, the passages that are searched, and the index over them.

create table sources (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text not null check (kind in ('file', 'text', 'url', 'domain')),
  name text not null check (char_length(name) between 1 and 255),
  media_type text not null,
  size_bytes bigint not null,
  content_hash text not null,
  status text not null default 'processing' check (status in ('processing', 'synced', 'failed')),
  progress smallint not null default 0 check (progress between 0 and 100),
  error_code text,
  error_message text,
  passage_count integer not null default 0,
  created_by text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  synced_at timestamptz(3),
  primary key (organization_id, id),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
create index sources_by_project on sources (organization_id, project_id, id);
select protect_table('sources');

create table documents (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  source_id text collate "C" not null,
  title text not null,
  url text,
  position integer not null default 0,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, source_id) references sources (organization_id, id) on delete cascade
);
create index documents_by_source on documents (organization_id, source_id);
select protect_table('documents');

create table chunks (
  organization_id text collate "C" not null,
  id bigint generated always as identity,
  project_id text collate "C" not null,
  source_id text collate "C" not null,
  document_id text collate "C" not null,
  position integer not null,
  -- The headings above the passage, outermost first.
  headings text[] not null default '{}',
  text text not null,
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references documents (organization_id, id) on delete cascade
);
create index chunks_by_document on chunks (organization_id, document_id, position);
create index chunks_by_project on chunks (organization_id, project_id);
select protect_table('chunks');

-- One row a term and passage. `length` is the passage's number of terms, kept here so that ranking reads one index.
create table postings (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  term text collate "C" not null,
  chunk_id bigint not null,
  frequency integer not null,
  length integer not null,
  primary key (organization_id, project_id, term, chunk_id) include (frequency, length),
  foreign key (organization_id, chunk_id) references chunks (organization_id, id) on delete cascade
);
create index postings_by_chunk on postings (organization_id, chunk_id);
select protect_table('postings');

-- Ranking trusts the visibility map to stay out of the table: vacuum after inserts long before a fifth is new.
alter table postings set (autovacuum_vacuum_insert_scale_factor = 0.05);

-- What ranking needs to know of a project as a whole, as a sum over its documents: no row that all uploads write,
-- and nothing to correct when a document goes.
create table document_lengths (
  organization_id text collate "C" not null,
  document_id text collate "C" not null,
  project_id text collate "C" not null,
  chunk_count integer not null,
  term_count bigint not null,
  primary key (organization_id, document_id),
  foreign key (organization_id, document_id) references documents (organization_id, id) on delete cascade
);
create index document_lengths_by_project on document_lengths (organization_id, project_id) include (chunk_count, term_count);
select protect_table('document_lengths');

-- A dead process is noticed by its missing heartbeat, not by the time that the largest file may take.
select jobs.create_queue('source.process', '{"policy": "standard", "notify": true, "retryLimit": 3, "retryDelay": 1, "retryBackoff": true, "expireInSeconds": 1800, "heartbeatSeconds": 10}');
select jobs.create_queue('source.remove_files', '{"policy": "standard", "notify": true, "retryLimit": 3, "retryDelay": 5, "retryBackoff": true}');
select jobs.create_queue('storage.sweep', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');
