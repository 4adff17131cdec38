-- Invoices, whoever issues them, and what the operator's are made of where no Stripe sells.

-- From which day of its calendar an organization has a plan. It has it until the day of the next row.
create table plan_terms (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  from_day date not null,
  plan text not null,
  currency text not null,
  set_at timestamptz(3) not null default now(),
  primary key (organization_id, from_day)
);
select protect_table('plan_terms');

-- The most seats that were taken at once on a day.
create table seat_days (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  day date not null,
  seats integer not null check (seats >= 0),
  primary key (organization_id, day)
);
select protect_table('seat_days');

-- What was issued. Nothing of it changes but how it is paid.
create table invoices (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  issuer text not null check (issuer in ('stripe', 'operator')),
  number text not null,
  kind text not null check (kind in ('invoice', 'credit_note')),
  status text not null check (status in ('open', 'paid', 'void', 'uncollectible')),
  currency text not null,
  -- Minor units; a credit note's are negative.
  subtotal bigint not null,
  tax bigint not null,
  total bigint not null,
  issued_at timestamptz(3) not null,
  due_at timestamptz(3),
  paid_at timestamptz(3),
  -- Days of the organization's calendar, of Stripe's invoices of UTC; both included.
  period_from date not null,
  period_to date not null,
  -- Seller, buyer, lines and sentences as they stood on the day of issue.
  document jsonb not null,
  -- Null where Stripe holds it.
  pdf bytea,
  stripe_invoice_id text collate "C",
  primary key (organization_id, id),
  unique (organization_id, issuer, number),
  unique (organization_id, stripe_invoice_id)
);
create index invoices_by_issue on invoices (organization_id, issued_at desc, id desc);
select protect_table('invoices');

-- What the operator's invoices charge, for what is still due to be counted. A credit note's lines are negative.
create table invoice_lines (
  organization_id text collate "C" not null,
  invoice_id text collate "C" not null,
  position integer not null,
  -- The month of the organization's calendar that it is for, and in it the part that one plan covers.
  month date not null,
  from_day date not null,
  what text not null check (what in ('plan', 'seats', 'answers')),
  quantity bigint not null,
  amount bigint not null,
  primary key (organization_id, invoice_id, position),
  foreign key (organization_id, invoice_id) references invoices (organization_id, id) on delete cascade
);
create index invoice_lines_by_month on invoice_lines (organization_id, month);
select protect_table('invoice_lines');

-- Who issues the operator's invoices, and the last number that was given: one row, whose lock makes the series gapless.
create table invoice_issuer (
  only_row boolean not null primary key default true check (only_row),
  details jsonb,
  series_year integer not null default 0,
  last_number integer not null default 0
);
insert into invoice_issuer default values;
grant select, update on invoice_issuer to {{system}};

-- The operator's invoices outlive the organization: the law asks for them.
create table kept_invoices (
  number text collate "C" not null primary key,
  organization_id text collate "C" not null,
  status text not null,
  currency text not null,
  total bigint not null,
  issued_at timestamptz(3) not null,
  due_at timestamptz(3),
  paid_at timestamptz(3),
  document jsonb not null,
  pdf bytea,
  kept_at timestamptz(3) not null default now()
);
grant select, update on kept_invoices to {{system}};

create function keep_invoice() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  insert into kept_invoices (number, organization_id, status, currency, total, issued_at, due_at, paid_at, document, pdf)
  values (old.number, old.organization_id, old.status, old.currency, old.total, old.issued_at, old.due_at, old.paid_at, old.document, old.pdf);
  return null;
end
$$;
revoke execute on function keep_invoice from public;
create trigger keep_invoice after delete on invoices
for each row when (old.issuer = 'operator') execute function keep_invoice();
-- Only with the organization does an invoice go, and what was issued is never rewritten.
revoke update, delete on invoices, invoice_lines from {{tenant}};
grant update (status, paid_at) on invoices to {{tenant}};

-- Whether Stripe was told that the customer accounts for VAT himself.
alter table billing_accounts add column reverse_charge_sent boolean not null default false;
