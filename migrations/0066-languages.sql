-- In which language a document is, by its ISO 639 code; '' where its text does not tell, null until it was looked at. An agent
-- that finds nothing says in which languages its documents are.
alter table documents add column language text;
create index documents_by_language on documents (organization_id, project_id, language);
create index documents_without_language on documents (organization_id, id) where language is null;

select jobs.create_queue('document.find_languages', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600}');
