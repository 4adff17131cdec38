import { readFile } from "node:fs/promises";
import { AuditVerification } from "#features/audit/contract.ts";
import { allIds } from "./all-ids.ts";
import type { Client } from "./client.ts";
import { table } from "./words.ts";

/**
 * Verifies the audit log of one organization or of each, and says which head each has.
 *
 * @param kept a head of that organization, or a file that holds what an earlier run printed
 * @throws Error with all that was found, where a link is broken
 */
export async function verifyAuditLogs(
  call: Client,
  id: string | undefined,
  kept: { head?: string | undefined; file?: string | undefined },
) {
  if (kept.head && !id) throw new Error("A head belongs to one organization: name it, or give the file of all heads with --heads FILE.");
  const heads = kept.file === undefined ? new Map<string, string>() : readHeads(await readFile(kept.file, "utf8"));
  if (kept.file !== undefined && heads.size === 0) throw new Error(`${kept.file} holds no heads as audit-verify prints them.`);
  const found: AuditVerification[] = [];
  for await (const one of id ? [id] : allIds(call)) {
    const head = kept.head ?? heads.get(one);
    const query = head ? `?${new URLSearchParams({ head })}` : "";
    found.push(await call(`GET /organizations/${encodeURIComponent(one)}/audit-verification${query}`, AuditVerification));
    heads.delete(one);
  }
  const gone = id ? [] : [...heads.keys()];
  const said = describe(found, gone);
  if (gone.length > 0 || found.some(({ broken }) => broken)) throw new Error(said);
  return said;
}

/** The lines of an earlier run; what else is in the file is passed over. */
function readHeads(text: string): Map<string, string> {
  const lines = text.matchAll(/^(org_\w{26})\s.*\s([0-9a-f]{64})\s*$/gm);
  return new Map([...lines].map(([, id = "", digest = ""]) => [id, digest]));
}

function describe(found: readonly AuditVerification[], gone: readonly string[]): string {
  const rows = found.map(({ organization_id: id, seal_count, entry_count, head }) =>
    head
      ? [id, String(seal_count), String(entry_count), head.hour.slice(0, 16) + "Z", head.digest]
      : [id, "0", "0", "-", "nothing is sealed yet"],
  );
  const broken = found.flatMap(({ organization_id: id, broken }) => (broken ? [`BROKEN ${id}${where(broken)}: ${broken.message}`] : []));
  const missing = gone.map((id) => `GONE ${id}: a head of it was kept. It was purged if GET /v1/operator/purge-certificates lists it.`);
  const faults = [...broken, ...missing];
  const sum =
    faults.length === 0
      ? "Every link holds. Keep these lines where nobody who reaches the database can change them."
      : `${broken.length} of ${found.length} audit logs do not hold.`;
  return [table([["ORG", "SEALS", "ENTRIES", "LAST HOUR", "HEAD"], ...rows]), ...faults, sum].join("\n");
}

const where = ({ sequence, hour }: NonNullable<AuditVerification["broken"]>) =>
  `${sequence === null ? "" : `, seal ${sequence}`}${hour === null ? "" : `, hour ${hour.slice(0, 16)}Z`}`;
