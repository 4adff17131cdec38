-- Which model gave an answer, and what that cost on its day.
alter table messages
  add column model_name text,
  -- Whether it stood in for the agent's own.
  add column by_fallback boolean,
  -- Millionths of a US dollar; null: no model, or one without a rate.
  add column cost_micros bigint check (cost_micros >= 0);

-- Where the operator's rates differ from those that come along.
create table model_rates (
  model text collate "C" primary key,
  -- US dollars for a million tokens.
  input double precision not null check (input >= 0),
  output double precision not null check (output >= 0),
  updated_at timestamptz(3) not null default now()
);
grant select on model_rates to {{tenant}};
grant select, insert, update, delete on model_rates to {{system}};
