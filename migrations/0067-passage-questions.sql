-- Questions that customers would ask of a passage, written by a model where somebody has asked for them. The passage is found by
-- what they say too, and they are no part of its text.

create table passage_questions (
  organization_id text collate "C" not null,
  chunk_id bigint not null,
  project_id text collate "C" not null,
  source_id text collate "C" not null,
  -- Empty where there is nothing to ask of it.
  questions text[] not null check (cardinality(questions) <= 5 and length(array_to_string(questions, '', '')) <= 1000),
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, chunk_id),
  foreign key (organization_id, chunk_id) references chunks (organization_id, id) on delete cascade
);
create index passage_questions_by_source on passage_questions (organization_id, source_id);
select protect_table('passage_questions');

-- One row a term and passage that has it in a question. They are apart from the postings of texts: what ranking knows of those,
-- and how long a passage is, stays as it is.
create table question_postings (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  term text collate "C" not null,
  chunk_id bigint not null,
  primary key (organization_id, project_id, term, chunk_id),
  foreign key (organization_id, chunk_id) references passage_questions (organization_id, chunk_id) on delete cascade
);
create index question_postings_by_chunk on question_postings (organization_id, chunk_id);
select protect_table('question_postings');

-- The vector of each question, a signed byte a dimension, and its signs; null where the model has none for it.
create table question_vectors (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  model text collate "C" not null,
  chunk_id bigint not null,
  position smallint not null,
  code bit varying,
  vector bytea,
  primary key (organization_id, project_id, model, chunk_id, position),
  foreign key (organization_id, chunk_id) references passage_questions (organization_id, chunk_id) on delete cascade
);
create index question_vectors_by_chunk on question_vectors (organization_id, chunk_id);
alter table question_vectors alter column vector set storage external;
select protect_table('question_vectors');

-- How far the questions of a source are, and how the last writing of them ended.
create table question_writings (
  organization_id text collate "C" not null,
  source_id text collate "C" not null,
  project_id text collate "C" not null,
  status text not null default 'running' check (status in ('running', 'done', 'stopped', 'failed')),
  error_code text,
  -- Which job asks at present: another one that was cut off and comes back late finds that it is not its turn.
  runner text,
  -- The passage that was asked of last; those behind it are still to come.
  reached bigint not null default 0,
  -- Passages without questions when it began, and what became of those that were asked of.
  total integer not null,
  done integer not null default 0,
  failed integer not null default 0,
  questions integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  started_by_label text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  primary key (organization_id, source_id),
  foreign key (organization_id, source_id) references sources (organization_id, id) on delete cascade
);
create index question_writings_silent on question_writings (updated_at) where status = 'running';
select protect_table('question_writings');

select jobs.create_queue('source.write_questions', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 1, "retryBackoff": true, "expireInSeconds": 1800, "heartbeatSeconds": 10}');
select jobs.create_queue('source.sweep_questions', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 600}');
