import { queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { NoticeSettings, type NoticeChoice } from "../../contract/notices.ts";

/** How the caller hears by mail. */
export const noticesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: noticesKey(organizationId),
    queryFn: ({ signal }) => organizationApi(organizationId)("/conversation-notices", NoticeSettings, { signal }),
  });

export function useSetNotices(): (choice: NoticeChoice) => Promise<NoticeSettings> {
  const organizationId = useOrganizationId();
  const refresh = useRefresh(noticesKey(organizationId));
  return (body) => refresh.after(organizationApi(organizationId)("/conversation-notices", NoticeSettings, { method: "PUT", body }));
}

const noticesKey = (organizationId: string) => [organizationId, "conversation-notices"];
