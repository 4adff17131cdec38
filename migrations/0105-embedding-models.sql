-- Which model of their own providers finds an organization's passages by meaning; without a row the installation's does.
create table embedding_models (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  provider_id text collate "C" not null,
  model_name text not null,
  updated_at timestamptz(3) not null default now(),
  primary key (organization_id),
  foreign key (organization_id, provider_id) references model_providers (organization_id, id) on delete cascade
);
select protect_table('embedding_models');
