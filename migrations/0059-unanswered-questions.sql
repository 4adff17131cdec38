-- Questions that no agent could answer, and that somebody is done with. Those that an answer was added for, or that were
-- answered since, are told by the messages.
create table settled_questions (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  -- The SHA-256 of the question without case, white space and punctuation: one that is long fits into no index.
  question_hash bytea not null check (length(question_hash) = 32),
  -- As it was written.
  question text not null check (length(question) <= 2000),
  -- An answer that was added ends the asking up to then; what is dismissed stays so however often it is asked.
  state text not null check (state in ('answered', 'dismissed')),
  settled_at timestamptz(3) not null default now(),
  primary key (organization_id, project_id, question_hash),
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
select protect_table('settled_questions');
