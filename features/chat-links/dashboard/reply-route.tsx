import { queryOptions, useQuery } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { ReplyRoute } from "../contract.ts";
import { t } from "./messages.ts";

/** How a reply reaches the visitor who is not on the page: by mail, or by nothing but the address that they left. */
export function ReplyRouteLine({ conversationId }: { conversationId: string }) {
  const enabled = useCan()("lead:read");
  const { data: route } = useQuery({ ...replyRouteQuery(useOrganizationId(), useProjectId(), conversationId), enabled });
  return <p className="mt-1.5 min-h-5 text-sm text-soft">{route && <Sentence route={route} />}</p>;
}

function Sentence({ route: { email, sends, unseen, mailed_at: mailedAt } }: { route: ReplyRoute }) {
  if (email === null) return t("replyRoute.noAddress");
  if (unseen && mailedAt !== null) return t("replyRoute.mailed", { email });
  if (sends) return t("replyRoute.byMail", { email });
  return t.rich("replyRoute.yourself", {
    email,
    address: (text) => (
      <a href={`mailto:${email}`} className="underline underline-offset-2">
        {text}
      </a>
    ),
  });
}

const replyRouteQuery = (organizationId: string, projectId: string, conversationId: string) =>
  queryOptions({
    queryKey: [...replyRoutesKey(organizationId, projectId), conversationId],
    queryFn: ({ signal }) => {
      const path = projectPath(projectId, `/conversations/${encodeURIComponent(conversationId)}/reply-route`);
      return organizationApi(organizationId)(path, ReplyRoute, { signal });
    },
  });

export const replyRoutesKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "reply-routes"];
