-- What an agent says and how is a version, of which one answers visitors; the next one is a draft until it is published.

create table agent_versions (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  agent_id text collate "C" not null,
  -- Counted for each agent from 1.
  number integer not null check (number > 0),
  -- Instructions, greeting, model and whatever else the contract calls an agent's settings.
  settings jsonb not null check (jsonb_typeof(settings) = 'object'),
  note text check (length(note) <= 500),
  -- The earlier version whose settings these are, where one was rolled back to.
  restores integer,
  published_by text,
  published_by_label text not null default '',
  published_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  unique (organization_id, agent_id, number),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete cascade
);
select protect_table('agent_versions');

-- What differs from the published version, by fields, so that what is published meanwhile shows in the draft too.
create table agent_drafts (
  organization_id text collate "C" not null,
  agent_id text collate "C" not null,
  changes jsonb not null default '{}' check (jsonb_typeof(changes) = 'object'),
  -- Counts up with every change, and never begins again, even when the draft is published or discarded: none is ever another draft's.
  version bigint not null default 1,
  updated_by_label text not null,
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, agent_id),
  foreign key (organization_id, agent_id) references agents (organization_id, id) on delete cascade
);
select protect_table('agent_drafts');

insert into agent_versions (organization_id, id, agent_id, number, settings, published_by, published_at)
  select organization_id, 'agv_' || substr(id, 5), id, 1,
    jsonb_build_object(
      'instructions', instructions, 'greeting', greeting, 'model_name', model_name,
      -- As it was typed: a real as jsonb would show the digits that it lacks.
      'temperature', temperature::text::numeric, 'hands_over', hands_over
    ),
    created_by, updated_at
  from agents;

alter table agents
  add column published_version integer not null default 1 check (published_version > 0),
  drop column instructions,
  drop column greeting,
  drop column model_name,
  drop column temperature,
  drop column hands_over;

-- Which version gave an answer. Null: not an agent's, or from before there were versions.
alter table messages add column agent_version integer;
