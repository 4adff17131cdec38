import type { Feature } from "#access/feature.ts";
import { archivedFiles } from "./server/archived-files.ts";
import { encodeMissing } from "./server/meaning/encode-missing.ts";
import { encodeSource } from "./server/meaning/encode-source.ts";
import { findLanguages } from "./server/find-languages.ts";
import { indexPassages } from "./server/index-passages.ts";
import { orderWaiting } from "./server/parser-turns.ts";
import { processSource, processSourceSlowly } from "./server/process-source.ts";
import { removeFilesOfProject } from "./server/remove-files-of-project.ts";
import { removeSourceFiles } from "./server/remove-source-files.ts";
import { routes } from "./server/routes.ts";
import { sourcesInProject } from "./server/sources-in-project.ts";
import { sampleSources } from "./server/sample-sources.ts";
import { readSite } from "./server/sites/read-site.ts";
import { syncDue } from "./server/sites/sync-due.ts";
import { sweepStorage } from "./server/sweep-storage.ts";

/** What agents answer from: sources, their documents and passages. */
export const knowledge: Feature = {
  name: "knowledge",
  routes,
  jobs: [
    processSource,
    processSourceSlowly,
    encodeSource,
    encodeMissing,
    removeSourceFiles,
    readSite,
    syncDue,
    orderWaiting,
    indexPassages,
    findLanguages,
    sweepStorage,
  ],
  nouns: [{ name: "source", label: "Knowledge" }],
  follows: { source: "source:read" },
  tables: {
    sources: {
      archive: {
        name: "sources",
        what: "A source of knowledge. `content_hash` is the SHA-256 of its file, which lies at `file`; `file_id` is set where that was replaced.",
        columns: [
          "id",
          "project_id",
          "kind",
          "name",
          "answer",
          "media_type",
          "size_bytes",
          "content_hash",
          "file_id",
          "duplicate_of",
          "duplicate_kept",
          "status",
          "progress",
          "error_code",
          "error_message",
          "warnings",
          "passage_count",
          "created_by",
          "created_at",
          "updated_at",
          "synced_at",
        ],
        leftOut: {
          attempts: "Attempts to read the source that were started and did not finish.",
          text_hash: "By which another source that says the same is recognized.",
        },
        files: archivedFiles,
      },
      counted: "source",
    },
    documents: {
      archive: {
        name: "documents",
        what: "A document that was read from a source.",
        columns: ["id", "project_id", "source_id", "title", "url", "position", "language", "created_at"],
      },
      counted: "document",
    },
    chunks: {
      archive: {
        name: "passages",
        what: "A passage of a document, as agents cite it.",
        columns: ["id", "project_id", "source_id", "document_id", "position", "headings", "text"],
        leftOut: { places: "Where the passage is on the pages of its file, which is in the archive." },
      },
      counted: false,
    },
    sites: {
      archive: {
        name: "sites",
        what: "How a page or a website among the sources is read.",
        columns: ["source_id", "project_id", "address", "include", "exclude", "pages_max", "schedule", "next_sync_at", "run", "started_at"],
        leftOut: {
          scope: "Follows from the address, and from where it redirects.",
          phase: "How far the present reading is.",
          reader: "How far the present reading is.",
          spent_ms: "How far the present reading is.",
          fetched_bytes: "How far the present reading is.",
          requests: "How far the present reading is.",
          misses: "How far the present reading is.",
          expected: "What the website said of itself when it was read.",
          delay_ms: "What the website said of itself when it was read.",
          ended_by: "How the last reading ended.",
        },
        key: ["source_id"],
      },
      counted: false,
    },
    site_pages: {
      archive: {
        name: "pages",
        what: "A page of a website, and what came of it. Its text is that of the document `document_id`.",
        columns: [
          "source_id",
          "url",
          "title",
          "outcome",
          "reason_code",
          "reason",
          "linked_from",
          "depth",
          "document_id",
          "passage_count",
          "text_bytes",
          "synced_at",
        ],
        leftOut: {
          position: "The order in which pages were found.",
          run: "By which the next reading recognizes what changed.",
          is_going: "By which the next reading recognizes what changed.",
          attempts: "How far the present reading is.",
          retry_at: "How far the present reading is.",
          etag: "By which the next reading recognizes what changed.",
          last_modified: "By which the next reading recognizes what changed.",
          text_hash: "By which the next reading recognizes what changed.",
        },
        key: ["source_id", "url"],
      },
      counted: "page",
    },
    site_changes: {
      archive: {
        name: "page_changes",
        what: "What a page said before and after a reading that changed it.",
        columns: ["source_id", "run", "url", "title", "kind", "before", "after", "words_added", "words_removed", "created_at"],
        key: ["source_id", "run", "url"],
      },
      counted: false,
    },
    document_lengths: { archive: "Part of the search index, which is built from the passages.", counted: false },
    postings: { archive: "Part of the search index, which is built from the passages.", counted: false },
    chunk_codes: { archive: "Part of the search index, which is built from the passages.", counted: false },
    chunk_vectors: { archive: "Part of the search index, which is built from the passages.", counted: false },
    passage_questions: {
      archive: {
        name: "passage_questions",
        what: "Questions that a model wrote for a passage, by which it is found too.",
        columns: ["chunk_id", "project_id", "source_id", "questions", "created_at"],
        key: ["chunk_id"],
      },
      counted: false,
    },
    question_postings: { archive: "Part of the search index, which is built from the passages' questions.", counted: false },
    question_vectors: { archive: "Part of the search index, which is built from the passages' questions.", counted: false },
    source_meanings: { archive: "How far the search index of a source is, which is built from its passages.", counted: false },
    parser_times: { archive: "How long its files took to read lately, for an hour or so.", counted: true },
    slow_lane: { ofInstallation: "One file of the installation at a time is read for long." },
  },
  whenDeleted: { project: removeFilesOfProject },
  sample: sampleSources,
  inProject: sourcesInProject,
};
