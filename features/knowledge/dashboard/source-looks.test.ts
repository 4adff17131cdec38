import { expect, test } from "vitest";
import { Source } from "../contract.ts";
import { looksOf } from "./source-looks.ts";

const now = "2026-11-29T12:00:00.000Z";
const source = { id: "src_1", name: "Hours", media_type: "text/html", size_bytes: 0, has_file: false, can_sync: true };
const standing = {
  status: "synced",
  progress: 100,
  error: null,
  passage_count: 1,
  warnings: [],
  meaning_progress: null,
  duplicate_of: null,
  site: null,
  answer: null,
  created_at: now,
  updated_at: now,
  synced_at: now,
};

test.each([
  ["file", "File", "file"],
  ["text", "Text", "text"],
  ["url", "URL", "page"],
  ["domain", "Domain", "website"],
  ["answer", "Answer", "answer"],
  ["of_tomorrow", "Source", "source"],
  ["constructor", "Source", "source"],
])("a source of the kind %s is read and called by its name, also where the kind is newer than the tab", (kind, label, noun) => {
  const read = Source.parse({ ...source, ...standing, kind });
  expect(looksOf(read)).toMatchObject({ label, noun });
});
