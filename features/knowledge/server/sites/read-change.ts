import { z } from "zod";
import { operation } from "#access/operation.ts";
import { ChangedPage } from "../../contract/sites.ts";
import { findSource } from "../find-source.ts";
import type { TextPassage } from "../chunk-text.ts";
import { comparePassages } from "./compare-passages.ts";

export const readChange = operation({
  name: "source.read_change",
  summary: "What changed on one page of a website when it was read again, passage by passage; null where that reading left it as it was.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: z.object({ run: z.coerce.number().int().min(1), url: z.string().max(2_000) }),
  output: z.object({ change: ChangedPage.nullable() }),
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id }, input: { run: 2, url: "https://example.com/" } }),
  async run({ db, organization, params }, { run, url }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    const row = await db
      .selectFrom("site_changes")
      .selectAll()
      .where("organization_id", "=", organization.id)
      .where("source_id", "=", source.id)
      .where("run", "=", run)
      .where("url", "=", url)
      .executeTakeFirst();
    if (!row) return { change: null };
    const { before, after, ...change } = row;
    const passages = comparePassages(before as unknown as TextPassage[], after as unknown as TextPassage[]);
    return { change: { ...(change as unknown as Omit<ChangedPage, "passages">), passages } };
  },
});
