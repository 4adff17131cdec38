import type { QueryClient } from "@tanstack/react-query";
import { goneQuery } from "./api/gone.ts";
import { onRefusal } from "./api/organization-refusal.ts";
import { organizationQuery, organizationsKey } from "./api/organization.ts";
import { meQuery } from "./api/session.ts";

/** Reads again what a refusal shows to be out of date, and marks an organization that is closed to the user now. */
export function followRefusals(client: QueryClient): void {
  onRefusal((organizationId, refusal) => {
    const { queryKey } = organizationQuery(organizationId);
    if (refusal === "changed") {
      void client.invalidateQueries({ queryKey });
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
