-- What models took for answers, in millionths of a US dollar, and how many answers have no known rate.
alter table analytics_sums add column cost_micros bigint not null default 0, add column unpriced integer not null default 0;

-- What failed has a cost too, so the rows that are read are all that have an outcome.
drop index messages_answers;
create index messages_answers on messages (organization_id, project_id, created_at)
  include (outcome, first_ms, conversation_id, model_name, cost_micros) where outcome is not null and not test;

insert into analytics_pending (organization_id, project_id, quarter)
select distinct organization_id, project_id, quarter_of(created_at) from messages where model_name is not null and not test;
