-- What an organization pays for, through Stripe: whose customer it is, what it has subscribed to, what of its usage was sent.

create table billing_accounts (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  -- Null until the customer is made. `asked_at`: when it was first asked for, so that who goes on looks for it before.
  stripe_customer_id text collate "C",
  asked_at timestamptz(3),
  -- The one checkout that may be open.
  checkout_session_id text collate "C",
  -- Who gets Stripe's mails about money; the first is the customer's address.
  emails text[] not null default '{}',
  -- A trial is given once.
  trial_used_at timestamptz(3),
  -- The version of the billing address and the addresses that the customer was told of last.
  address_version_sent integer not null default 0,
  emails_sent text[] not null default '{}',
  -- A subscription that was cancelled since its organization is being deleted goes on when that is taken back.
  cancelled_by_deletion boolean not null default false,
  -- Counts readings of Stripe, so that an older one never overwrites what a newer one wrote.
  readings bigint not null default 0,
  reading_kept bigint not null default 0,
  primary key (organization_id)
);
select protect_table('billing_accounts');

-- How the subscription stands, as it was read from Stripe last. One an organization.
create table subscriptions (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  stripe_subscription_id text collate "C" not null,
  -- A name of the price list; null where Stripe holds a price that is not ours.
  plan text,
  status text not null,
  currency text not null,
  seats_paid integer not null,
  started_at timestamptz(3) not null,
  trial_ends_at timestamptz(3),
  period_starts_at timestamptz(3) not null,
  period_ends_at timestamptz(3) not null,
  cancels_at timestamptz(3),
  ended_at timestamptz(3),
  -- What it becomes when the period ends.
  next_plan text,
  payment_method text,
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id)
);
select protect_table('subscriptions');

-- Webhooks that came, so that a repeated one does nothing.
create table stripe_events (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  event_id text collate "C" not null,
  type text not null,
  received_at timestamptz(3) not null default now(),
  primary key (organization_id, event_id)
);
select protect_table('stripe_events');

-- Usage on its way to Stripe. The quantities of an hour add up to what the ledger has of it.
create table meter_events (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  kind text collate "C" not null,
  hour timestamptz(3) not null,
  -- Counts up within the hour; with it the identifier that Stripe knows the event by is made.
  position integer not null,
  quantity bigint not null check (quantity > 0),
  first_sent_at timestamptz(3),
  acknowledged_at timestamptz(3),
  -- Why Stripe will never take it.
  refused text,
  primary key (organization_id, kind, hour, position)
);
create index meter_events_unsent on meter_events (organization_id) where acknowledged_at is null and refused is null;
select protect_table('meter_events');

-- What the nightly comparison with Stripe found to differ.
create table billing_drifts (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  found_at timestamptz(3) not null default now(),
  subject text not null,
  ours text not null,
  theirs text not null,
  mended boolean not null,
  primary key (organization_id, id)
);
select protect_table('billing_drifts');

-- A customer whose organization is gone. It is removed at Stripe, and its subscription ends, whatever removed the row.
create table customers_to_remove (
  stripe_customer_id text collate "C" not null primary key,
  since timestamptz(3) not null default now()
);
grant select, delete on customers_to_remove to {{system}};

create function remember_customer() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  insert into customers_to_remove (stripe_customer_id) values (old.stripe_customer_id) on conflict do nothing;
  return null;
end
$$;
revoke execute on function remember_customer from public;
create trigger remember_customer after delete on billing_accounts
for each row when (old.stripe_customer_id is not null) execute function remember_customer();

select jobs.create_queue('billing.stripe_changed', '{"policy": "standard", "notify": true, "retryLimit": 12, "retryDelay": 5, "retryBackoff": true}');
select jobs.create_queue('billing.follow', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');
select jobs.create_queue('billing.reconcile', '{"policy": "standard", "retryLimit": 1, "expireInSeconds": 7200}');
