import { isReading } from "#features/members/dashboard/roles/permission-words.ts";
import type { ApiKey } from "../contract.ts";
import { t } from "./messages.ts";

/** "Read-only", or "12 permissions". */
export function summaryOf({ permissions }: ApiKey): string {
  return permissions.every(isReading) ? t("permissionSummary.readOnly") : t("permissionSummary.counted", { count: permissions.length });
}

/** What a key was given and may not now, because its maker may not. */
export const lostBy = ({ permissions, effective_permissions }: ApiKey) =>
  permissions.filter((name) => !effective_permissions.includes(name));
