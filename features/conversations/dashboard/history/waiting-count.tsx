import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { countsQuery } from "../conversations.ts";
import { t } from "../messages.ts";

/** How many conversations of the project wait for a person; nothing while none does. */
export function WaitingCount() {
  const { data } = useQuery(countsQuery(useOrganizationId(), useProjectId()));
  if (!data || data.waiting === 0) return null;
  return (
    <span className="tabular-nums">
      {t.rich("waitingCount.waiting", { count: data.waiting, unseen: (text) => <span className="sr-only">{text}</span> })}
    </span>
  );
}
