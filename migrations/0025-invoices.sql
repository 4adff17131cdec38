-- Invoices, whoever issues them, and what the operator's are made of where no Stripe sells.

-- From which day of its calendar an organization has a plan. It has it until the day of the next row.
create table plan_terms (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  from_day date not null,
  plan text not null,
  currency text not null,
  -- What it cost and included when it was set: a later price list leaves it, and what was invoiced, as it is. Null: nothing.
  price jsonb,
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
grant select on invoice_issuer to {{system}};
grant update (details) on invoice_issuer to {{system}};

-- The operator's book: a row for each of his invoices from its issue on, by which its number leads to its organization.
-- What it says is added when the organization goes, which it outlives: the law asks for it.
create table kept_invoices (
  number text collate "C" not null primary key,
  organization_id text collate "C" not null,
  kind text not null,
  status text not null,
  buyer text not null,
  currency text not null,
  total bigint not null,
  issued_at timestamptz(3) not null,
  due_at timestamptz(3),
  paid_at timestamptz(3),
  document jsonb,
  pdf bytea,
  -- When the organization went; null while it is there.
  kept_at timestamptz(3)
);
create index kept_invoices_by_issue on kept_invoices (issued_at desc, number desc);
create index kept_invoices_by_organization on kept_invoices (organization_id, issued_at desc, number desc);
create index kept_invoices_open on kept_invoices (issued_at desc, number desc) where status = 'open';
grant select on kept_invoices to {{system}};
grant update (status, paid_at) on kept_invoices to {{system}};

create function keep_invoice() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    insert into kept_invoices (number, organization_id, kind, status, buyer, currency, total, issued_at, due_at, paid_at)
    values (new.number, new.organization_id, new.kind, new.status, coalesce(new.document #>> '{buyer,name}', ''), new.currency,
      new.total, new.issued_at, new.due_at, new.paid_at);
  elsif tg_op = 'UPDATE' then
    update kept_invoices set status = new.status, paid_at = new.paid_at where number = new.number;
  else
    update kept_invoices set document = old.document, pdf = old.pdf, kept_at = now() where number = old.number;
  end if;
  return null;
end
$$;
revoke execute on function keep_invoice from public;
create trigger keep_new_invoice after insert or update on invoices
for each row when (new.issuer = 'operator') execute function keep_invoice();
create trigger keep_invoice after delete on invoices
for each row when (old.issuer = 'operator') execute function keep_invoice();
-- Only with the organization does an invoice go, and what was issued is never rewritten.
revoke update, delete on invoices, invoice_lines from {{tenant}};
grant update (status, paid_at) on invoices to {{tenant}};

-- Whether Stripe was told that the customer accounts for VAT himself.
alter table billing_accounts add column reverse_charge_sent boolean not null default false;

-- `2026-0001`: each year has a series of its own.
create function invoice_number(year integer, place integer) returns text
language sql immutable parallel safe
as $$ select year || '-' || lpad(place::text, greatest(4, length(place::text)), '0') $$;

-- Takes the next number. Whoever else issues waits until this transaction ends; if it fails, the number was never given.
create function next_invoice_number() returns text
language sql security definer set search_path = app, pg_temp
as $$
  update invoice_issuer set
    series_year = greatest(series_year, extract(year from clock_timestamp() at time zone 'UTC')::integer),
    last_number = case when extract(year from clock_timestamp() at time zone 'UTC') > series_year then 1 else last_number + 1 end
  returning invoice_number(series_year, last_number)
$$;
revoke execute on function next_invoice_number from public;
grant execute on function next_invoice_number to {{tenant}};

-- A number that is taken is that of an invoice when the transaction ends, else there would be a gap.
create function require_invoice() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  if not exists (select from kept_invoices where number = invoice_number(new.series_year, new.last_number)) then
    raise exception 'The number % was taken and no invoice has it.', invoice_number(new.series_year, new.last_number);
  end if;
  return null;
end
$$;
revoke execute on function require_invoice from public;
create constraint trigger require_invoice after update on invoice_issuer deferrable initially deferred
for each row when ((new.series_year, new.last_number) is distinct from (old.series_year, old.last_number)) execute function require_invoice();

select jobs.create_queue('billing.count_seats', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');
select jobs.create_queue('invoice.tell', '{"policy": "standard", "notify": true, "retryLimit": 5, "retryDelay": 5, "retryBackoff": true}');
