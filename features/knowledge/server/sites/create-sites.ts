import type { TransactionContext } from "#access/operation.ts";
import { lockProjectShared } from "#features/projects/server/find-project.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { AddedSite, SiteSchedule } from "../../contract/sites.ts";
import { pageUrl } from "./page-url.ts";
import { readSite } from "./read-site.ts";
import { scopeOf } from "./scope.ts";

type Context = TransactionContext & {
  platform: Platform;
  organization: { id: string };
  params: { project_id: string };
  actor: { id: string | null };
};
type Settings = { include: string[]; exclude: string[]; pages_max: number; schedule: SiteSchedule };

/**
 * Adds pages or websites to a project, each with its own outcome, and has them read; the audit entries are left for those that were
 * added.
 */
export async function createSites(
  context: Context,
  kind: "url" | "domain",
  addresses: readonly string[],
  settings: Settings,
): Promise<AddedSite[]> {
  const { db, audit, organization, params } = context;
  await lockProjectShared(db, organization.id, params.project_id);
  const known = await knownAddresses(context, kind);
  const outcomes: AddedSite[] = [];
  for (const entered of addresses) {
    const checked = checkAddress(context.platform, kind, entered);
    if ("code" in checked) outcomes.push(refused(kind, entered, checked));
    else if (known.has(checked.address)) outcomes.push(refused(kind, entered, duplicate));
    else {
      known.add(checked.address);
      outcomes.push(await insertSite(context, kind, checked.address, settings));
    }
  }
  if (outcomes.every(({ id }) => id === null)) audit(null);
  return outcomes;
}

type Refusal = { code: string; message: string };
const duplicate: Refusal = { code: "duplicate", message: "This address is among the sources already." };

/** An address as it is stored, or why it cannot be read. People leave the scheme out. */
export function checkAddress(platform: Platform, kind: "url" | "domain", entered: string): { address: string } | Refusal {
  const words = entered.trim();
  if (words === "") return { code: "invalid_url", message: "Enter an address." };
  const whole = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(words) ? words : `https://${words}`;
  const refusal = platform.connector.refusal(whole);
  if (refusal) return { code: refusal.code, message: refusal.message };
  const address = pageUrl(whole);
  if (!address) return { code: "invalid_url", message: "This address cannot be read. Enter a shorter one." };
  if (!platform.connector.isAllowed(new URL(address)) && !new URL(address).hostname.includes("."))
    return { code: "invalid_url", message: "This is not a valid address. Enter one such as https://example.com/help." };
  if (kind === "url") return { address };
  const site = new URL(address);
  site.search = "";
  return { address: site.href };
}

async function knownAddresses({ db, organization, params }: Context, kind: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("sites")
    .innerJoin("sources", (join) =>
      join.onRef("sources.organization_id", "=", "sites.organization_id").onRef("sources.id", "=", "sites.source_id"),
    )
    .select("sites.address")
    .where("sites.organization_id", "=", organization.id)
    .where("sites.project_id", "=", params.project_id)
    .where("sources.kind", "=", kind)
    .execute();
  return new Set(rows.map(({ address }) => address));
}

async function insertSite(
  { db, send, audit, organization, params, actor }: Context,
  kind: "url" | "domain",
  address: string,
  settings: Settings,
): Promise<AddedSite> {
  const id = newId("src");
  const name = nameOf(address);
  const place = { organization_id: organization.id, project_id: params.project_id };
  await db
    .insertInto("sources")
    .values({ ...place, id, kind, name, media_type: "text/html", size_bytes: 0, content_hash: "", created_by: actor.id })
    .execute();
  await db
    .insertInto("sites")
    .values({ ...place, source_id: id, address, scope: scopeOf(address), ...settings })
    .execute();
  await send(readSite, { source_id: id });
  audit({ target: { type: "source", id, label: name }, after: { name, address } });
  return { id, kind, name, status: "processing", error: null };
}

/** As people say it: without scheme and closing slash. */
function nameOf(address: string): string {
  const { host, pathname, search } = new URL(address);
  const name = `${host}${pathname === "/" ? "" : pathname}${search}`;
  return Array.from(name).slice(0, 255).join("");
}

function refused(kind: "url" | "domain", entered: string, { code, message }: Refusal): AddedSite {
  return { id: null, kind, name: Array.from(entered.trim()).slice(0, 255).join(""), status: "failed", error: { code, message } };
}
