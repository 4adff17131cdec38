import { isDeepStrictEqual } from "node:util";
import { addressRefusal } from "#platform/connector/address-refusal.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { Sentence } from "#platform/sentence.ts";
import { say } from "#platform/sentence.ts";
import { asksServer, type ToolSetting } from "../contract.ts";
import type { ToolServer } from "../contract/server.ts";
import { secretsOf, type Place } from "./secrets/find-secret.ts";
import { secretIdsOf } from "./secret-ids-of.ts";

/**
 * Whether tools may ask where they want to, and send what they want to.
 *
 * @param known those that an agent has already, which are not asked again
 * @param field where they are in what was sent
 * @throws AppError 422 at the field
 */
export async function checkTools(
  db: Db,
  platform: Platform,
  place: Place,
  tools: readonly ToolSetting[],
  { known = [], field = "tools." }: { known?: readonly ToolSetting[]; field?: string } = {},
): Promise<void> {
  const fresh = tools.filter((tool) => !known.some((one) => isDeepStrictEqual(one, tool)));
  const wrong: Wrong = {};
  for (const tool of fresh.filter(asksServer))
    Object.assign(wrong, await whatIsWrong(db, platform, place, tool, field === "tools." ? `${field}${tools.indexOf(tool)}.` : field));
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
}

/** The same of a server alone. */
export async function checkServer(db: Db, platform: Platform, place: Place, server: Pick<ToolServer, "url" | "headers">): Promise<void> {
  const wrong = await whatIsWrong(db, platform, place, server, "");
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
}

type Wrong = Record<string, string | Sentence>;

async function whatIsWrong(
  db: Db,
  platform: Platform,
  place: Place,
  { url, headers }: Pick<ToolServer, "url" | "headers">,
  at: string,
): Promise<Wrong> {
  const wrong: Wrong = {};
  const refusal = addressRefusal(platform.connector, url);
  if (refusal) wrong[`${at}url`] = refusal;
  const ids = secretIdsOf([{ headers }]);
  const secrets = ids.length === 0 ? [] : await secretsOf(db, place).where("id", "in", ids).execute();
  const { origin } = new URL(url);
  headers.forEach(({ secret_id }, header) => {
    const secret = secrets.find(({ id }) => id === secret_id);
    if (!secret) wrong[`${at}headers.${header}.secret_id`] = "The project has no such secret. Enter it again.";
    else if (secret.origin !== origin)
      wrong[`${at}headers.${header}.secret_id`] = say`This secret is for ${secret.origin} alone. Enter it again for this address.`;
  });
  return wrong;
}
