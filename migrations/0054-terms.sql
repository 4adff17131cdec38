-- Words in pieces, numbers and traditional characters are found by one spelling. What was read before is put into the index
-- again by a job: until then it is found by the words that are spelled alike in both.
alter table search_backlogs drop constraint search_backlogs_kind_check;
alter table search_backlogs add constraint search_backlogs_kind_check check (kind in ('audit', 'conversations', 'passages'));

insert into search_backlogs (organization_id, kind)
select id, 'passages' from organizations o where exists (select from chunks c where c.organization_id = o.id);

select jobs.create_queue('knowledge.index', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600}');
