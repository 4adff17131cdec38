-- An answer that was not sure, and showed where it may be.
alter table messages drop constraint messages_outcome_check;
alter table messages add constraint messages_outcome_check check (outcome in ('answered', 'suggested', 'declined', 'failed', 'aborted'));
