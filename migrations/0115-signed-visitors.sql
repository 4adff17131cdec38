-- With which an agent's websites sign who a visitor is. Null: they do not.
alter table agents add column identity_secret_id text collate "C";
alter table agents add foreign key (organization_id, identity_secret_id) references secrets (organization_id, id);

-- Who a website's signed token says that the visitor is; the last one counts.
alter table visits
  add column verified_subject text check (length(verified_subject) <= 200),
  add column verified_name text check (length(verified_name) <= 200),
  add column verified_email text check (length(verified_email) <= 320),
  add column verified_at timestamptz(3);
