import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { requireWritable } from "#access/require-writable.ts";
import { named } from "#access/says.ts";
import { AppError } from "#platform/errors.ts";
import { readMultipart, type UploadPart } from "#platform/http/read-multipart.ts";
import type { Logger } from "#platform/log.ts";
import { FileTooLarge, type Storage } from "#platform/storage/storage.ts";
import { BudgetSpent } from "#features/budgets/server/budget-spent.ts";
import { findProject, lockProjectShared } from "#features/projects/server/find-project.ts";
import { fileBytesMax, filesPerUploadMax, UploadedFile } from "../contract.ts";
import { checkHead, headBytes, kindOfName } from "./file-type.ts";
import { fileKey } from "./kinds/stored-file.ts";
import { refusal, type RefusalCode } from "./refusals.ts";
import { insertSource, storeFile, type StoredSource } from "./store-source.ts";

/** Every file at its largest, and what multipart puts around them. */
const requestBytesMax = filesPerUploadMax * (fileBytesMax + 10_000);

type Outcome = StoredSource | { name: string; sizeBytes: number; refused: RefusalCode };

export const uploadFiles = procedure({
  name: "source.upload",
  summary: "Uploads up to 100 files of 10 MB as parts named `file`. Each has its own outcome, in order.",
  scope: "organization",
  kind: "write",
  says: (entry) => `uploaded the file${named(entry)}`,
  permission: "source:create",
  params: ["project_id"],
  input: z.object({}),
  body: "multipart",
  output: z.object({ data: z.array(UploadedFile) }),
  status: 202,
  example: ({ project_id }) => ({
    params: { project_id },
    file: { name: "opening-hours.txt", type: "text/plain", text: "We are open from nine to five." },
  }),
  async run({ platform, log, transaction, organization, params, actor, request }) {
    await transaction(({ db }) => findProject(db, organization.id, params.project_id), "read");
    const { storage } = platform;
    const stored: StoredSource[] = [];
    try {
      const limits = { field: "file", filesMax: filesPerUploadMax, bytesMax: requestBytesMax };
      const outcomes = await readMultipart(request.raw, limits, async (part) => {
        const outcome = await takePart(storage, log, organization.id, part);
        if ("file" in outcome) stored.push(outcome);
        return outcome;
      });
      if (request.signal.aborted) throw new AppError("invalid_request", "The upload was cut off.");
      const answer = await transaction(async (context) => {
        await requireWritable(context.db, organization.id);
        await lockProjectShared(context.db, organization.id, params.project_id);
        const place = { platform, organizationId: organization.id, projectId: params.project_id, actorId: actor.id };
        const data: UploadedFile[] = [];
        for (const outcome of outcomes) {
          if ("refused" in outcome) data.push(refused(outcome));
          else data.push(await accept(context, place, outcome));
        }
        if (data.every(({ id }) => id === null)) context.audit(null);
        return { data };
      });
      const kept = new Set(answer.data.map(({ id }) => id));
      for (const { id } of stored) if (!kept.has(id)) await storage.remove(fileKey(organization.id, id));
      return answer;
    } catch (error) {
      for (const source of stored) await storage.remove(fileKey(organization.id, source.id));
      throw error;
    }
  },
});

/** Checks and stores one part. A part that is refused is read to its end, so that the next one can be reached. */
async function takePart(storage: Storage, log: Logger, organizationId: string, part: UploadPart): Promise<Outcome> {
  const name = cleanName(part.name);
  const refuse = async (code: RefusalCode): Promise<Outcome> => {
    for await (const _ of part.content);
    return { name, sizeBytes: part.bytesRead(), refused: code };
  };
  const fileKind = kindOfName(name);
  if (!fileKind) return refuse("unsupported_type");
  const head = await readHead(part.content);
  const wrong = checkHead(fileKind, head);
  if (wrong) return refuse(wrong);
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* part.content;
  }
  try {
    return await storeFile(storage, organizationId, { name, kind: "file", fileKind }, whole());
  } catch (error) {
    if (error instanceof FileTooLarge) return refuse("too_large");
    if (error instanceof AppError) throw error;
    log.error({ err: error }, "an uploaded file could not be stored");
    return refuse("not_stored");
  }
}

async function readHead(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(parts);
}

/** As people see it in a list: no control or direction characters, at most 255, the ending kept. */
function cleanName(name: string): string {
  // Browsers write a quotation mark in a name as %22.
  const clean = name
    .replaceAll("%22", '"')
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  if (clean === "") return "file";
  const characters = Array.from(clean);
  return characters.length <= 255 ? clean : [...characters.slice(0, 240), ...characters.slice(-15)].join("");
}

function refused({ name, sizeBytes, refused: code }: Extract<Outcome, { refused: RefusalCode }>): UploadedFile {
  return { id: null, name, kind: "file", status: "failed", size_bytes: sizeBytes, error: refusal(code), same_as: null };
}

type Context = Parameters<typeof insertSource>[0];

async function accept(context: Context, place: Parameters<typeof insertSource>[1], source: StoredSource): Promise<UploadedFile> {
  const same = await context.db
    .selectFrom("sources")
    .select("id")
    .where("organization_id", "=", place.organizationId)
    .where("project_id", "=", place.projectId)
    .where("content_hash", "=", source.file.sha256)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  try {
    await insertSource(context, place, source);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    const full = refusal("storage_full");
    const file = refused({ name: source.name, sizeBytes: source.file.sizeBytes, refused: full.code });
    // Who can raise that depends on whose cap it is.
    return { ...file, error: { ...full, message: `${full.message} ${error.message}` } };
  }
  return {
    id: source.id,
    name: source.name,
    kind: "file",
    status: "processing",
    size_bytes: source.file.sizeBytes,
    error: null,
    same_as: same?.id ?? null,
  };
}
