-- What invoices and subscriptions carry: one address an organization.
create table billing_addresses (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  legal_name text not null,
  line1 text not null,
  line2 text,
  city text,
  region text,
  postal_code text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  tax_id text,
  -- What VIES said of the tax ID; null where nobody is asked.
  tax_id_check text check (tax_id_check in ('pending', 'confirmed', 'not_known', 'not_reached')),
  tax_id_checked_at timestamptz(3),
  version integer not null default 1,
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id),
  check (tax_id_check is null or tax_id is not null)
);
select protect_table('billing_addresses');

-- VIES is often away for a while: tried again for about a day.
select jobs.create_queue('billing.address_changed', '{"policy": "standard", "notify": true, "retryLimit": 8, "retryDelay": 300, "retryBackoff": true}');
