import type { MadeForCustomer, OperatorListItem, OperatorOrganization } from "#features/operator/contract.ts";
import { budgetKinds, limitedRecords, type OperatorLimits } from "#features/budgets/contract.ts";
import type { PurgeCertificate } from "#features/organizations/contract.ts";

/** The operator's list as a table; the name stands last, since its width is anybody's. */
export function listOrganizations(list: { data: OperatorListItem[]; total: number; page: number; per_page: number }): string {
  const { data, total, page, per_page } = list;
  if (total === 0) return "No organization was found.";
  const first = (page - 1) * per_page + 1;
  if (data.length === 0) return `There is no page ${page}: ${total} found, ${per_page} to a page.`;
  const rows = data.map((item) => [
    item.id,
    item.awaits_owner ? `${item.status}, awaits its Owner` : item.status,
    String(item.member_count),
    String(item.project_count),
    day(item.created_at),
    item.name,
  ]);
  const shown = data.length === total ? `${total} in all` : `${first}–${first + data.length - 1} of ${total}; --page ${page + 1} continues`;
  return `${table([["ID", "STATUS", "MEMBERS", "PROJECTS", "MADE", "NAME"], ...rows])}\n${shown}`;
}

/** What the operator sees of one organization, a line a fact. */
export function describeOrganization(organization: OperatorOrganization): string {
  const { id, name, owners, member_count, project_count, created_at, awaits_owner } = organization;
  const noOwner = awaits_owner ? "none yet: its first Owner is invited" : "none";
  return table([
    ["Name", name],
    ["Id", id],
    ["Status", standing(organization)],
    ["Owners", owners.length > 0 ? owners.map((owner) => `${owner.name} <${owner.email}>`).join(", ") : noOwner],
    ["Members", String(member_count)],
    ["Projects", String(project_count)],
    ["Made", day(created_at)],
  ]);
}

/** The status of an organization after what was done. */
export const statusLine = (organization: OperatorOrganization) => `${organization.name} (${organization.id}) is ${standing(organization)}`;

/** What a purge would do, for whom did not say yes to it. */
export const purgeWarning = ({ name, id, member_count, project_count }: OperatorOrganization) =>
  `This deletes ${name} (${id}) for good: its ${member_count} members lose it, its ${project_count} projects and their files go, and nothing brings them back. Say --yes to do it.`;

/** What a purge did: the certificate, which the installation keeps. */
export function describePurge({ organization_name, organization_id, row_counts, file_count, file_bytes }: PurgeCertificate): string {
  const rows = Object.entries(row_counts).map(([name, count]) => [name, String(count)]);
  return `${organization_name} (${organization_id}) is gone.\n${table([...rows, ["files", `${file_count} (${file_bytes} bytes)`]])}`;
}

/** How the operator's limits of an organization stand, a line a kind. */
export function describeLimits({ defaults, used, count, ...limits }: OperatorLimits): string {
  const ofUsage = budgetKinds.map((kind) => {
    const cap = limits[kind];
    if (cap !== null) return [kind, `${used[kind] ?? 0} used of ${cap}`];
    return [kind, kind === "bytes_stored" && defaults.bytes_stored !== null ? `${defaults.bytes_stored}, by default` : "none"];
  });
  const ofRecords = limitedRecords.map((kind) => {
    const cap = limits[kind] ?? defaults[kind];
    return [kind, cap === null ? "none" : `${count[kind]} of ${cap}${limits[kind] === null ? ", by default" : ""}`];
  });
  return table([...ofUsage, ...ofRecords]);
}

/** What was made, and how its Owner learns of it. */
export function describeMade({ id, name, invitation }: MadeForCustomer, owner: string): string {
  const how = invitation.link
    ? `Nothing is mailed here. Pass this link on to ${owner}; it is shown only once:\n${invitation.link}`
    : `An invitation was mailed to ${owner}.`;
  return `${name} (${id}) was created and waits for its Owner. ${how}`;
}

function standing({ status, status_reason, status_since, status_by, suspends_at, purge_at }: OperatorOrganization): string {
  const since = status_since ? ` since ${minute(status_since)}` : "";
  const by = status_by ? `, by ${status_by}` : "";
  const until = purge_at ? ` Deleted for good on ${day(purge_at)}.` : suspends_at ? ` Suspended on ${day(suspends_at)}.` : "";
  return `${status.replace("_", " ")}${since}${by}${status_reason ? `: ${status_reason}` : "."}${until}`;
}

const day = (iso: string) => iso.slice(0, 10);
const minute = (iso: string) => `${iso.slice(0, 16).replace("T", " ")} UTC`;

/** Rows in columns of one width each. */
export function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
