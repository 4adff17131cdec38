import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { archivedFiles } from "./server/archived-files.ts";
import { createText } from "./server/create-text.ts";
import { orderWaiting } from "./server/parser-turns.ts";
import { processSource, processSourceSlowly } from "./server/process-source.ts";
import { removeFilesOfProject } from "./server/remove-files-of-project.ts";
import { removeSourceFiles } from "./server/remove-source-files.ts";
import { routes } from "./server/routes.ts";
import { sourcesInProject } from "./server/sources-in-project.ts";
import { sweepStorage } from "./server/sweep-storage.ts";

/** What agents answer from: sources, their documents and passages. */
export const knowledge: Feature = {
  name: "knowledge",
  routes,
  jobs: [processSource, processSourceSlowly, removeSourceFiles, orderWaiting, sweepStorage],
  nouns: [{ name: "source", label: "Knowledge" }],
  tables: {
    sources: {
      archive: {
        name: "sources",
        what: "A source of knowledge. `content_hash` is the SHA-256 of its file, which lies at `file`.",
        columns: [
          "id",
          "project_id",
          "kind",
          "name",
          "media_type",
          "size_bytes",
          "content_hash",
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
        leftOut: { attempts: "Attempts to read the source that were started and did not finish." },
        files: archivedFiles,
      },
      counted: "source",
    },
    documents: {
      archive: {
        name: "documents",
        what: "A document that was read from a source.",
        columns: ["id", "project_id", "source_id", "title", "url", "position", "created_at"],
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
    document_lengths: { archive: "Part of the search index, which is built from the passages.", counted: false },
    postings: { archive: "Part of the search index, which is built from the passages.", counted: false },
    parser_times: { archive: "How long its files took to read lately, for an hour or so.", counted: true },
    slow_lane: { ofInstallation: "One file of the installation at a time is read for long." },
  },
  whenDeleted: { project: removeFilesOfProject },
  sample: sampleOf(createText, "source_id"),
  inProject: sourcesInProject,
};
