-- What passages say, as vectors of a model. A search compares its question with one code a passage; of the best it reads the vectors.

create table chunk_codes (
  organization_id text collate "C" not null,
  project_id text collate "C" not null,
  model text collate "C" not null,
  chunk_id bigint not null,
  source_id text collate "C" not null,
  -- The signs of the passage's vector; null where the model has none for it, and words alone find it.
  code bit varying,
  sentence_count smallint not null default 0,
  primary key (organization_id, project_id, model, chunk_id),
  foreign key (organization_id, chunk_id) references chunks (organization_id, id) on delete cascade
);
create index chunk_codes_by_chunk on chunk_codes (organization_id, chunk_id);
create index chunk_codes_by_source on chunk_codes (organization_id, source_id, model);
select protect_table('chunk_codes');

-- Vectors of whole passages and their sentences, one after the other, a signed byte a dimension.
create table chunk_vectors (
  organization_id text collate "C" not null,
  model text collate "C" not null,
  chunk_id bigint not null,
  vectors bytea not null,
  primary key (organization_id, model, chunk_id),
  foreign key (organization_id, chunk_id) references chunks (organization_id, id) on delete cascade
);
create index chunk_vectors_by_chunk on chunk_vectors (organization_id, chunk_id);
-- Such bytes do not become fewer by compression.
alter table chunk_vectors alter column vectors set storage external;
select protect_table('chunk_vectors');

-- How far a source is: `synced_at` is that of the reading whose passages all have what the model makes of them.
create table source_meanings (
  organization_id text collate "C" not null,
  source_id text collate "C" not null,
  model text collate "C" not null,
  done integer not null default 0,
  found integer not null default 0,
  sentence_count integer not null default 0,
  synced_at timestamptz(3),
  primary key (organization_id, source_id),
  foreign key (organization_id, source_id) references sources (organization_id, id) on delete cascade
);
select protect_table('source_meanings');

select jobs.create_queue('source.encode', '{"policy": "standard", "notify": true, "retryLimit": 3, "retryDelay": 1, "retryBackoff": true, "expireInSeconds": 1800, "heartbeatSeconds": 10}');
select jobs.create_queue('source.encode_missing', '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 1800}');

-- As before; and of what is encoded, whose time counts as that of a parser, the same accounts come first.
create or replace function order_waiting_files(p_account text default null) returns void
language plpgsql security definer set search_path = app, pg_temp
as $$
begin
  update jobs.job j set priority = w.wanted
    from (
      select w.name, w.id, p.wanted
      from jobs.job w
      join (
        select g.group_id, parser_priority(g.group_id) as wanted
        from (
          select distinct q.group_id from jobs.job q
          where q.name in ('source.process', 'source.process_slowly', 'source.encode') and q.state < 'active' and q.group_id is not null
            and (p_account is null or q.group_id = p_account)
        ) g
      ) p on p.group_id = w.group_id
      where w.name in ('source.process', 'source.process_slowly', 'source.encode') and w.state < 'active' and w.priority <> p.wanted
      order by w.id
      for update of w skip locked
    ) w
    where j.name = w.name and j.id = w.id;
end
$$;
