-- Where the original of a source is stored, once it was replaced; under the id of the source where it never was.
alter table sources add column file_id text collate "C";

-- What it says, whatever its file is like, and another source of the project that held or said the same when this one came.
alter table sources add column text_hash text;
alter table sources add column duplicate_of text collate "C";
-- Somebody chose to keep both; so nobody is asked again until it says something else.
alter table sources add column duplicate_kept boolean not null default false;
create index sources_by_content on sources (organization_id, project_id, content_hash);
create index sources_by_text on sources (organization_id, project_id, text_hash) where text_hash is not null;
create index sources_by_file on sources (organization_id, file_id) where file_id is not null;
