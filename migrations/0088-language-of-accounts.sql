-- What the person of an account reads the dashboard in, by its code (ISO 639-1); null until they choose.
alter table users add column language text check (language ~ '^[a-z]{2}$');
