import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { HttpTool } from "../contract/http-tool.ts";
import type { McpTool } from "../contract/mcp-tool.ts";
import { t } from "./messages.ts";
import { stateOf } from "./sleeping.ts";
import { useToolActions } from "./tools.ts";

type Props = { tool: HttpTool | McpTool; may: boolean; onChange: () => void; onRemove: () => void };

/** A tool, or a server with those of its tools that are ticked. */
export function ToolRow({ tool, may, onChange, onRemove }: Props) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <code className="font-medium">{tool.name}</code>
          <span className="text-sm text-soft">
            {tool.kind === "http" ? tool.method : t("toolsTab.mcp")} {URL.parse(tool.url)?.host}
          </span>
        </p>
        <p dir="auto" className="line-clamp-2 text-left text-sm text-soft">
          {tool.kind === "http" ? tool.when : tool.tools.map(({ name }) => name).join(", ")}
        </p>
        {tool.kind === "mcp" && may && <Sleeping server={tool} />}
      </div>
      {may && (
        <span className="flex gap-2">
          <Button size="small" aria-label={t("toolsTab.changeNamed", { name: tool.name })} onClick={onChange}>
            {t("toolsTab.change")}
          </Button>
          <Button size="small" aria-label={t("toolsTab.removeNamed", { name: tool.name })} onClick={onRemove}>
            {t("toolsTab.remove")}
          </Button>
        </span>
      )}
    </li>
  );
}

/** Asks the server whether its tools are still what was ticked. */
function Sleeping({ server }: { server: McpTool }) {
  const { readMcp } = useToolActions();
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const { url, headers, timeout_seconds, size_max_kb, tools } = server;
  const asked = { url, headers, timeout_seconds, size_max_kb };
  const { data } = useQuery({
    queryKey: [organizationId, "projects", projectId, "mcp-tools", asked],
    queryFn: () => readMcp(asked),
    retry: false,
  });
  if (!data) return null;
  if (data.error) return <StatusBadge tone="bad">{t("toolsTab.unread")}</StatusBadge>;
  const asleep = tools.filter((tool) => stateOf(tool, data.tools) !== "same").length;
  return asleep === 0 ? null : <StatusBadge tone="warn">{t("toolsTab.asleep", { count: asleep })}</StatusBadge>;
}
