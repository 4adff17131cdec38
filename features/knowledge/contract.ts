import { z } from "zod";
import { Site } from "./contract/sites.ts";

/** What can be uploaded: file name endings, and the bytes of one file at most. */
export const fileEndings = [
  ".pdf",
  ".docx",
  ".txt",
  ".csv",
  ".md",
  ".html",
  ".xlsx",
  ".pptx",
  ".odt",
  ".ods",
  ".odp",
  ".rtf",
  ".eml",
] as const;
export const fileBytesMax = 10_000_000;
export const filesPerUploadMax = 100;
const textLengthMax = 500_000;

/** The sample document, and a question that it answers. */
export const sample = { name: "Sample help centre.md", question: "How much does delivery cost?" };

/** What sources are sorted by; `-` turns it round. */
export const SourceSort = z.enum([
  "name",
  "-name",
  "created_at",
  "-created_at",
  "size_bytes",
  "-size_bytes",
  "passage_count",
  "-passage_count",
  "status",
  "-status",
]);
export type SourceSort = z.output<typeof SourceSort>;

export const SourceStatus = z.enum(["processing", "synced", "failed", "stopped"]);
export type SourceStatus = z.output<typeof SourceStatus>;

/** What a source can be, and what one is called: by itself, and within a sentence. */
export const sourceKindWords = {
  file: { label: "File", noun: "file" },
  text: { label: "Text", noun: "text" },
  url: { label: "URL", noun: "page" },
  domain: { label: "Domain", noun: "website" },
  answer: { label: "Answer", noun: "answer" },
} as const;
export type SourceKindName = keyof typeof sourceKindWords;

/** Something the knowledge base reads, and how that stands. */
export const Source = z.object({
  id: z.string(),
  name: z.string(),
  /** Any word: a program that was written before a kind was added can still read the list. */
  kind: z.string().describe(
    `${Object.keys(sourceKindWords)
      .map((kind) => `\`${kind}\``)
      .join(" or ")}. Other kinds may be added.`,
  ),
  media_type: z.string(),
  size_bytes: z.number(),
  has_file: z.boolean().describe("Whether its original can be downloaded."),
  status: SourceStatus,
  /** 0–100 while processing. */
  progress: z.number(),
  /** Why it failed, and what to do about it. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** What of it could not be read, a sentence each; empty where nothing is known to be missing. */
  warnings: z.array(z.string()).describe("What of it could not be read, a sentence each."),
  passage_count: z.number(),
  meaning_progress: z
    .number()
    .nullable()
    .describe(
      "0–100 while its passages are prepared to be found by meaning as well; words find them meanwhile. Null before and afterwards, and where nothing is found by meaning.",
    ),
  can_sync: z.boolean().describe("Whether it can be read again: not while it is processing, nor where that would end the same way."),
  site: Site.nullable().describe("Of a page or a site on the web."),
  duplicate_of: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe("Another source of the project that held the same bytes or said the same text when this one came, until somebody chooses."),
  answer: z.string().nullable().describe("Of an answer, whose question is its name: what it says, as Markdown."),
  created_at: z.string(),
  updated_at: z.string(),
  synced_at: z.string().nullable(),
});
export type Source = z.output<typeof Source>;

/** The outcome of each part of an upload, in order. A file that was refused has no id and leaves nothing behind. */
export const UploadedFile = z.object({
  id: z.string().nullable(),
  name: z.string(),
  kind: z.literal("file"),
  status: z.enum(["processing", "failed"]),
  size_bytes: z.number(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Another source of the project with the same content; the file was taken all the same. */
  duplicate_of: Source.shape.duplicate_of,
});
export type UploadedFile = z.output<typeof UploadedFile>;

/** What becomes of a source that is the same as another. */
export const ResolveDuplicate = z.object({
  choice: z
    .enum(["keep", "replace", "skip"])
    .describe("`keep` leaves both; `replace` puts this one's content in the other's place; `skip` deletes this one."),
});
export type DuplicateChoice = z.output<typeof ResolveDuplicate>["choice"];

/** A passage as it was understood from the file, in the order of the document. */
export const SourcePassage = z.object({
  id: z.string(),
  position: z.number(),
  headings: z.array(z.string()),
  text: z.string(),
  places: z
    .array(z.object({ page: z.number(), box: z.array(z.number()).length(4) }))
    .nullable()
    .describe(
      "Where its lines are on the pages of a PDF: left, top, width and height as shares of the page. Null where there are no pages.",
    ),
  questions: z
    .array(z.string())
    .describe("What a model wrote that customers would ask of it: it is found by these too, and they are no part of it."),
});
export type SourcePassage = z.output<typeof SourcePassage>;

export const CreateText = z.object({
  name: z.string().trim().min(1, "Give the text a name.").max(255, "A name has at most 255 characters."),
  text: z.string().trim().min(1, "Enter or paste the text.").max(textLengthMax, "A text has at most 500,000 characters."),
});
export type CreateText = z.input<typeof CreateText>;

export const Search = z.object({
  query: z.string().trim().min(1, "Enter a question.").max(1_000, "A question has at most 1,000 characters."),
  limit: z.number().int().min(1).max(50).default(10),
});
export type Search = z.input<typeof Search>;

/** A passage that was found; `score` is higher for better, comparable within one answer only. */
export const Passage = z.object({
  source_id: z.string(),
  document_id: z.string(),
  chunk_id: z.string(),
  title: z.string(),
  headings: z.array(z.string()),
  url: z.string().nullable(),
  text: z.string(),
  score: z.number(),
});
export type Passage = z.output<typeof Passage>;
