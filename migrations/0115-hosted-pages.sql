-- A page of the installation with the agent's chat, for those who have no website, or want to link to it.
alter table agents
  add column hosted_page boolean not null default false,
  -- What links to it show; empty: the agent's name, and nothing.
  add column hosted_page_title text not null default '' check (length(hosted_page_title) <= 80),
  add column hosted_page_description text not null default '' check (length(hosted_page_description) <= 300),
  add column hosted_page_picture text not null default '' check (length(hosted_page_picture) <= 500),
  -- Whether search engines may list it.
  add column hosted_page_indexed boolean not null default false;
