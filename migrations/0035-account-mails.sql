-- Mails to the owners of accounts: how many went to an address lately, and what became of the one-time link in each. Only the link's hash is stored.
create table account_mails (
  id bigint generated always as identity primary key,
  user_id text collate "C" not null references users (id) on delete cascade,
  kind text not null,
  -- Whom it went to. Null: the operator handed the link over, so that it proves no address.
  email text,
  -- Which network or account caused it, so that a stranger does not use up the mails of an owner.
  asked_by text,
  link_hash text collate "C" unique,
  sent_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index account_mails_by_user on account_mails (user_id);
create index account_mails_by_age on account_mails (sent_at);
create index account_mails_by_email on account_mails (email, sent_at);
grant select, insert, update, delete on account_mails to {{identity}}, {{system}};

-- A new password ends the sessions and the API keys of its account, in every organization and in one transaction.
grant select, insert, update on accounts to {{system}};
grant update (email_verified, updated_at) on users to {{system}};

-- A queue forgets whom it mailed after a day.
select jobs.create_queue('account.mail', '{"policy": "standard", "notify": true, "retryLimit": 8, "retryDelay": 5, "retryBackoff": true, "deleteAfterSeconds": 86400}');
