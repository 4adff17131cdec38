-- By them a repeated request of an account or of the operator is recognized for a day, where it acts in no one organization.
-- Without an account: the operator's.

create table account_idempotency_keys (
  id bigint generated always as identity primary key,
  user_id text collate "C" references users (id) on delete cascade,
  key text collate "C" not null,
  action text not null,
  request_hash text not null,
  status integer,
  answer jsonb,
  created_at timestamptz(3) not null default now(),
  unique nulls not distinct (key, user_id)
);
create index account_idempotency_keys_by_user on account_idempotency_keys (user_id);
create index account_idempotency_keys_by_age on account_idempotency_keys (created_at);
grant select, insert, update, delete on account_idempotency_keys to {{identity}}, {{system}};
