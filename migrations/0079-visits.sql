-- What is known of the browser in which a conversation is held, as it was when its visitor last had it open.
create table visits (
  organization_id text collate "C" not null,
  conversation_id text collate "C" not null,
  project_id text collate "C" not null,
  -- Of the id that the widget keeps on its website: the same browser is known again by it. Null where it keeps none.
  browser_hash text collate "C",
  browser text check (length(browser) <= 40),
  system text check (length(system) <= 40),
  language text check (length(language) <= 35),
  -- Addresses without what is behind a question mark or a hash.
  page text check (length(page) <= 500),
  referrer text check (length(referrer) <= 500),
  seen_at timestamptz(3) not null default now(),
  primary key (organization_id, conversation_id),
  foreign key (organization_id, conversation_id) references conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, project_id) references projects (organization_id, id) on delete cascade
);
create index visits_by_browser on visits (organization_id, project_id, browser_hash) where browser_hash is not null;
select protect_table('visits');

-- When a visitor took back what they had agreed to. Null: not, or they have agreed since.
alter table leads add column consent_withdrawn_at timestamptz(3);
create index leads_by_email on leads (organization_id, project_id, email) where email is not null;
