-- A failed payment suspends after its grace. Whom the operator reactivates before it is paid gets another one.
alter table organizations add column grace_until timestamptz(3);
create index organizations_by_past_due on organizations (past_due_since) where past_due_since is not null;

select jobs.create_queue('organization.suspend_overdue', '{"policy": "standard", "retryLimit": 2}');
