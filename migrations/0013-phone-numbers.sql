-- The phone numbers of an organization, and the codes that verify them.

create table phone_numbers (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  -- E.164.
  number text collate "C" not null check (number ~ '^\+[1-9]\d{3,14}$'),
  -- ISO 3166 alpha-2; null where a number belongs to no country, such as +800.
  country text check (country ~ '^[A-Z]{2}$'),
  label text check (char_length(label) between 1 and 80),
  "use" text[] not null check ("use" <@ array['contact', 'sms', 'voice'] and array_length("use", 1) between 1 and 3),
  "primary" boolean not null default false,
  default_sender boolean not null default false,
  verified_at timestamptz(3),
  created_by text,
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id, id),
  unique (organization_id, number),
  check (not default_sender or 'sms' = any ("use")),
  -- At most one of each. As a constraint and not as a partial unique index, because only a constraint can wait for the
  -- end of the statement, and so let one statement hand the mark on.
  constraint phone_numbers_one_primary exclude using btree (organization_id with =) where ("primary") deferrable initially immediate,
  constraint phone_numbers_one_default_sender exclude using btree (organization_id with =) where (default_sender) deferrable initially immediate
);
select protect_table('phone_numbers');

-- One primary as long as there is any: the first becomes it, the oldest inherits it. Locks the organization, so that two
-- who write at once wait for each other. Not a deferred trigger: that would run as another role on 15 than on 18, and
-- whoever wrote could not read what came of it before the commit.
create function keep_a_primary_number() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  organization text := case tg_op when 'DELETE' then old.organization_id else new.organization_id end;
begin
  perform from organizations where id = organization for no key update;
  if not found or exists (select from phone_numbers where organization_id = organization and "primary") then
    return null;
  end if;
  update phone_numbers set "primary" = true, version = version + 1, updated_at = now()
    where organization_id = organization
      and id = (select p.id from phone_numbers p where p.organization_id = organization order by p.id limit 1);
  return null;
end
$$;
revoke execute on function keep_a_primary_number from public;
create trigger keep_a_primary_number after insert or delete or update of "primary" on phone_numbers
for each row execute function keep_a_primary_number();

-- The code that was sent last to a number, as a hash; it belongs to the number as it was written then.
create table phone_verifications (
  organization_id text collate "C" not null,
  phone_number_id text collate "C" not null,
  code_hash text not null,
  tries smallint not null default 0,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, phone_number_id),
  foreign key (organization_id, phone_number_id) references phone_numbers (organization_id, id) on delete cascade
);
select protect_table('phone_verifications');
