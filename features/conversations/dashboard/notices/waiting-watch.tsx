import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { setTitleCount } from "#browser/ui/title-count.ts";
import { projectQuery, useProjectId } from "#features/projects/dashboard/project.ts";
import { countsQuery } from "../conversations.ts";
import { t } from "../messages.ts";
import { browserNotices, notify } from "./browser-notices.ts";

/** Says on every page of a project that visitors wait: their number in the tab's title, and of one more a notification where that is wanted. */
export function WaitingWatch() {
  const can = useCan();
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const navigate = useNavigate();
  const { data: counts } = useQuery({ ...countsQuery(organizationId, projectId), enabled: can("conversation:reply") });
  const { data: project } = useQuery(projectQuery(organizationId, projectId));
  const waiting = counts?.waiting;
  const before = useRef<number>(undefined);

  const tell = useEffectEvent((count: number) => {
    // Who works in this tab sees it.
    if (document.hasFocus() || browserNotices() !== "on") return;
    notify(t("waitingWatch.waits", { count }), {
      body: t("waitingWatch.where", { project: project?.name ?? "" }),
      tag: projectId,
      onClick: () =>
        void navigate({
          to: "/organizations/$organizationId/projects/$projectId/conversations",
          params: { organizationId, projectId },
          search: { view: "waiting" },
        }),
    });
  });
  useEffect(() => {
    if (waiting === undefined) return;
    setTitleCount(waiting);
    if (before.current !== undefined && waiting > before.current) tell(waiting);
    before.current = waiting;
  }, [waiting]);
  useEffect(() => () => setTitleCount(0), []);
  return null;
}
