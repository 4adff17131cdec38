-- Question-and-answer pairs as sources: the name of one is its question, and this is what agents answer.
alter table sources add column answer text check (length(answer) <= 20000);
alter table sources add constraint sources_answer check ((kind = 'answer') = (answer is not null));
alter table sources drop constraint sources_kind_check;
alter table sources add constraint sources_kind_check check (kind in ('file', 'text', 'url', 'domain', 'answer'));
