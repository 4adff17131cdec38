import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { requireWritable } from "#access/require-writable.ts";
import { named } from "#access/says.ts";
import { AppError } from "#platform/errors.ts";
import { readMultipart } from "#platform/http/read-multipart.ts";
import { BudgetSpent } from "#features/budgets/server/budget-spent.ts";
import { findProject, lockProjectShared } from "#features/projects/server/find-project.ts";
import { fileBytesMax, filesPerUploadMax, UploadedFile } from "../contract.ts";
import { fileKey } from "./kinds/stored-file.ts";
import { refusal } from "./refusals.ts";
import { oneAsSent } from "./sources-as-sent.ts";
import { insertSource, type StoredSource } from "./store-source.ts";
import type { SourceRow } from "./source-row.ts";
import { takeFile, type TakenFile } from "./take-file.ts";

/** Every file at its largest, and what multipart puts around them. */
const requestBytesMax = filesPerUploadMax * (fileBytesMax + 10_000);

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
        const outcome = await takeFile(storage, log, organization.id, part);
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

function refused({ name, sizeBytes, refused: code }: Exclude<TakenFile, StoredSource>): UploadedFile {
  return { id: null, name, kind: "file", status: "failed", size_bytes: sizeBytes, error: refusal(code), duplicate_of: null };
}

type Context = Parameters<typeof insertSource>[0];

async function accept(context: Context, place: Parameters<typeof insertSource>[1], source: StoredSource): Promise<UploadedFile> {
  let row: SourceRow;
  try {
    row = await insertSource(context, place, source);
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
    duplicate_of: (await oneAsSent(context.db, row)).duplicate_of,
  };
}
