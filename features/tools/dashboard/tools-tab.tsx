import { Plus, Wrench } from "lucide-react";
import { useState } from "react";
import { Button } from "#browser/ui/button.tsx";
import { CardFields } from "#browser/ui/card.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { asksServer, toolsMax, type ToolSetting } from "../contract.ts";
import type { HttpTool } from "../contract/http-tool.ts";
import type { McpTool } from "../contract/mcp-tool.ts";
import { t } from "./messages.ts";
import { McpDialog } from "./mcp-dialog.tsx";
import { OwnTools } from "./own-tools.tsx";
import { ToolDialog } from "./tool-dialog.tsx";
import { ToolRow } from "./tool-row.tsx";

/** What an agent can do beside answering: its tools, each opened in a dialog. `onSave` throws where they cannot be saved. */
export function ToolsTab({
  tools,
  may,
  onSave,
}: {
  tools: readonly ToolSetting[];
  may: boolean;
  onSave: (tools: ToolSetting[]) => Promise<void>;
}) {
  const [opened, open] = useState<Opened | null>(null);
  const [leaving, setLeaving] = useState<ServerTool | null>(null);
  const servers = tools.filter(asksServer);
  const add = may && tools.length < toolsMax && (
    <span className="flex flex-wrap gap-2">
      <Button size="small" icon={Plus} onClick={() => open({ kind: "http", at: null })}>
        {t("toolsTab.add")}
      </Button>
      <Button size="small" icon={Plus} onClick={() => open({ kind: "mcp", at: null })}>
        {t("toolsTab.addMcp")}
      </Button>
    </span>
  );
  const shown = opened?.at == null ? null : (servers[opened.at] ?? null);

  async function save(tool: ServerTool) {
    await onSave(shown === null ? [...tools, tool] : tools.map((one) => (one === shown ? tool : one)));
    open(null);
  }

  return (
    <CardFields>
      {servers.length === 0 ? (
        <EmptyState icon={Wrench} title={t("toolsTab.none")} action={add}>
          {t("toolsTab.noneSentence")}
        </EmptyState>
      ) : (
        <>
          <ul aria-label={t("toolsTab.list")} className="rounded-sm border">
            {servers.map((tool, at) => (
              <ToolRow
                key={tool.name}
                tool={tool}
                may={may}
                onChange={() => open({ kind: tool.kind, at })}
                onRemove={() => setLeaving(tool)}
              />
            ))}
          </ul>
          {add}
        </>
      )}
      <OwnTools tools={tools} may={may} onSave={onSave} />
      <p className="text-sm text-soft">
        {t.rich("toolsTab.hint", {
          docs: (text) => (
            <a href="/docs/tools" className="underline underline-offset-2">
              {text}
            </a>
          ),
        })}
      </p>
      <ToolDialog tool={shown?.kind === "http" ? shown : null} open={opened?.kind === "http"} onClose={() => open(null)} onSave={save} />
      <McpDialog server={shown?.kind === "mcp" ? shown : null} open={opened?.kind === "mcp"} onClose={() => open(null)} onSave={save} />
      <ConfirmDialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t("toolsTab.removeTitle", { name: leaving?.name ?? "" })}
        sentence={t("toolsTab.removeSentence")}
        action={t("toolsTab.removeAction")}
        onConfirm={() => onSave(tools.filter((one) => one !== leaving))}
      />
    </CardFields>
  );
}

type ServerTool = HttpTool | McpTool;
/** `at` null: a new one. */
type Opened = { kind: ServerTool["kind"]; at: number | null };
