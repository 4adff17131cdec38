import type { Product } from "#access/product.ts";
import type { Db } from "#platform/database/transaction.ts";
import { usageKindNames, usageKinds, withZeros, type UsageChannel, type UsageGroup, type UsageKind, type UsageRow } from "../contract.ts";
import type { Sums } from "./sum-usage.ts";

/** Groups as the API shows them: with what people call them. */
export async function labelRows(
  db: Db,
  product: Pick<Product, "find">,
  organizationId: string,
  { group, groups }: { group: UsageGroup; groups: Sums["groups"] },
): Promise<UsageRow[]> {
  const ids = groups.flatMap(({ key }) => (key ? [key] : []));
  const names =
    group === "project" || group === "agent"
      ? await readNames(db, product, organizationId, { record: group, ids })
      : new Map<string, Named>();
  const rows = groups.map(({ key, totals }) => ({
    key: key || null,
    label: names.get(key ?? "")?.name ?? labelOf(group, key ?? ""),
    is_deleted: names.get(key ?? "")?.isDeleted ?? false,
    totals: withZeros(totals),
  }));
  return group === "kind" ? rows.toSorted((one, other) => orderOf(one) - orderOf(other)) : rows;
}

export type Named = { name: string; isDeleted: boolean };

/** Projects or agents as they are called, or were when they were deleted. */
export async function readNames(
  db: Db,
  { find }: Pick<Product, "find">,
  organizationId: string,
  { record, ids }: { record: "project" | "agent"; ids: readonly string[] },
): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map();
  const gone = await db
    .selectFrom("usage_names")
    .select(["id", "name"])
    .where("organization_id", "=", organizationId)
    .where((where) => where("id", "=", where.fn.any(where.val([...ids]))))
    .execute();
  const there = await find(record)(db, organizationId, ids);
  return new Map([
    ...gone.map(({ id, name }): [string, Named] => [id, { name, isDeleted: true }]),
    ...there.map(({ id, name }): [string, Named] => [id, { name, isDeleted: false }]),
  ]);
}

const channelLabels: Record<UsageChannel, string> = { website: "Websites", test: "Test chat and test page" };

function labelOf(group: UsageGroup, key: string): string {
  if (group === "kind") return usageKinds[key as UsageKind]?.label ?? key;
  if (group === "channel") return channelLabels[key as UsageChannel] ?? "Elsewhere";
  if (group !== "project" && group !== "agent") return key;
  return key === "" ? `No ${group}` : `Deleted ${group}`;
}

const orderOf = ({ key }: UsageRow) => usageKindNames.indexOf(key as UsageKind);
