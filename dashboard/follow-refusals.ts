import { translate } from "#browser/translate.ts";
import type { QueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { goneQuery } from "#browser/api/gone.ts";
import { onRefusal } from "#browser/api/organization-refusal.ts";
import { organizationQuery, organizationsKey } from "#browser/api/organization.ts";
import { meQuery } from "#browser/api/session.ts";
import { t } from "./messages.ts";

/** Reads again what a refusal shows to be out of date, and marks an organization that is closed to the user now. */
export function followRefusals(client: QueryClient): void {
  onRefusal((organizationId, refusal) => {
    const { queryKey } = organizationQuery(organizationId);
    if (refusal === "second factor") {
      // The whole page is left, with what was read behind a door that is closed now; a link that was only looked at leads nowhere.
      if (location.pathname.startsWith(`/organizations/${organizationId}/`))
        location.replace(`/second-factor-required?organization=${encodeURIComponent(organizationId)}`);
      return;
    }
    if (refusal === "changed") {
      void readAgain(client, organizationId);
      return;
    }
    client.setQueryData(goneQuery(organizationId).queryKey, (known) => ({
      name: known?.name ?? client.getQueryData(queryKey)?.name ?? null,
      writeLost: known?.writeLost === true || refusal === "gone, write lost",
    }));
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
    void client.invalidateQueries({ queryKey: organizationsKey });
  });
}

/** What a role no longer opens is gone from the page, and with it what refused; so the reason is said apart. */
async function readAgain(client: QueryClient, organizationId: string): Promise<void> {
  const { queryKey } = organizationQuery(organizationId);
  const before = client.getQueryData(queryKey);
  await client.invalidateQueries({ queryKey });
  const now = client.getQueryData(queryKey);
  if (before?.role && now?.role && before.role !== now.role) toast(t("followRefusals.yourRole", { role: translate(now.role_name ?? "") }));
  else if (before && now && before.permissions.join() !== now.permissions.join())
    toast(t("followRefusals.changed", { role: translate(now.role_name ?? "") }));
}
