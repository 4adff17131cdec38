-- What the words of a passage say in their places, as the encoder that comes along tells it: for each sentence how many words, then
-- their codes. What it has encoded before is encoded again, and found by words until then.
alter table chunk_vectors add column words bytea;
alter table chunk_vectors alter column words set storage external;

delete from chunk_codes where model = 'universal-sentence-encoder-lite';
delete from chunk_vectors where model = 'universal-sentence-encoder-lite';
update source_meanings set done = 0, found = 0, sentence_count = 0, synced_at = null where model = 'universal-sentence-encoder-lite';
