-- What the reader of a source could not read, as sentences for the person who added it.
alter table sources add column warnings text[] not null default '{}';
