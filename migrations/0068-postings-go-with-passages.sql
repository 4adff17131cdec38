-- A posting goes with its passage by one statement for all passages that go. A reference was looked up for each of a passage's hundred
-- postings as they were written, and its cascade ran once for each passage that went.
alter table postings drop constraint postings_organization_id_chunk_id_fkey;

create function remove_postings() returns trigger
language plpgsql security definer set search_path = app, pg_temp
as $$
declare
  passages record;
begin
  for passages in select g.organization_id, array_agg(g.id) as ids from gone g group by g.organization_id loop
    delete from postings p where p.organization_id = passages.organization_id and p.chunk_id = any (passages.ids);
  end loop;
  return null;
end
$$;
create trigger remove_postings after delete on chunks referencing old table as gone for each statement execute function remove_postings();
revoke execute on function remove_postings from public;
