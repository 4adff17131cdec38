import { queryOptions, useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { organizationApi } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { agentPath, agentsKey } from "#features/agents/dashboard/agents-query.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { DraftChecks } from "../contract/draft-checks.ts";
import { checkCountQuery } from "./checks.ts";
import { t } from "./messages.ts";

/** Below the agent's key: it is read again whenever the agent is. */
const draftChecksQuery = (organizationId: string, projectId: string, agentId: string) =>
  queryOptions({
    queryKey: [...agentsKey(organizationId, projectId), agentId, "draft-checks"],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(agentPath(projectId, agentId, "/draft-checks"), DraftChecks.nullable(), { signal }),
  });

/** How the draft answers the project's checks, and what asks it again; nothing where there is no check. */
export function DraftChecksState({ agentId, save }: { agentId: string; save: () => Promise<unknown> }) {
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const can = useCan();
  const mayRead = can("check:read");
  const { data: count = 0 } = useQuery({ ...checkCountQuery(organizationId, projectId), enabled: mayRead });
  const { data: run } = useQuery({ ...draftChecksQuery(organizationId, projectId, agentId), enabled: mayRead && count > 0 });
  const refresh = useRefresh(agentsKey(organizationId, projectId));
  const [isStarting, setStarting] = useState(false);
  if (count === 0 || run === undefined) return null;

  async function start() {
    setStarting(true);
    try {
      // What was typed last is asked too.
      await save();
      const started = organizationApi(organizationId)(agentPath(projectId, agentId, "/draft-checks"), DraftChecks, {
        method: "POST",
        body: {},
      });
      await refresh.after(started);
    } catch (error) {
      toast.error(messageOf(error));
    }
    setStarting(false);
  }

  const isRunning = run?.status === "running" && run.current;
  return (
    <span className="flex items-center gap-2 text-sm">
      {run?.current && (
        <span
          role="status"
          className={cn("flex items-center gap-1.5", run.failing.length > 0 ? "text-warn" : isRunning ? "text-soft" : "text-good")}
        >
          {run.failing.length > 0 ? <TriangleAlert aria-hidden className="size-4" /> : <CircleCheck aria-hidden className="size-4" />}
          {t("draftChecks.hold", { passed: run.passed, total: run.total })}
        </span>
      )}
      {can("check:run") && (
        <Button size="small" pending={isStarting || isRunning} onClick={() => void start()}>
          {isRunning ? t("draftChecks.running") : t("draftChecks.run")}
        </Button>
      )}
    </span>
  );
}
