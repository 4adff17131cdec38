import { Plus, Wrench } from "lucide-react";
import { useState } from "react";
import { Button } from "#browser/ui/button.tsx";
import { CardFields } from "#browser/ui/card.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { toolsMax, type ToolSetting } from "../contract.ts";
import { t } from "./messages.ts";
import { ToolDialog } from "./tool-dialog.tsx";

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
  /** The place of the tool that is open; -1: a new one. */
  const [opened, setOpened] = useState<number | null>(null);
  const [leaving, setLeaving] = useState<ToolSetting | null>(null);
  const add = may && tools.length < toolsMax && (
    <Button size="small" icon={Plus} className="self-start" onClick={() => setOpened(-1)}>
      {t("toolsTab.add")}
    </Button>
  );

  async function save(tool: ToolSetting) {
    const next = opened === -1 ? [...tools, tool] : tools.map((one, at) => (at === opened ? tool : one));
    await onSave(next);
    setOpened(null);
  }

  return (
    <CardFields>
      {tools.length === 0 ? (
        <EmptyState icon={Wrench} title={t("toolsTab.none")} action={add}>
          {t("toolsTab.noneSentence")}
        </EmptyState>
      ) : (
        <>
          <ul aria-label={t("toolsTab.list")} className="rounded-sm border">
            {tools.map((tool, at) => (
              <li key={tool.name} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t px-4 py-3 first:border-t-0">
                <div className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">
                  <p className="flex flex-wrap items-baseline gap-x-2">
                    <code className="font-medium">{tool.name}</code>
                    <span className="text-sm text-soft">
                      {tool.method} {URL.parse(tool.url)?.host}
                    </span>
                  </p>
                  <p dir="auto" className="line-clamp-2 text-left text-sm text-soft">
                    {tool.when}
                  </p>
                </div>
                {may && (
                  <span className="flex gap-2">
                    <Button size="small" aria-label={t("toolsTab.changeNamed", { name: tool.name })} onClick={() => setOpened(at)}>
                      {t("toolsTab.change")}
                    </Button>
                    <Button size="small" aria-label={t("toolsTab.removeNamed", { name: tool.name })} onClick={() => setLeaving(tool)}>
                      {t("toolsTab.remove")}
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ul>
          {add}
        </>
      )}
      <p className="text-sm text-soft">
        {t.rich("toolsTab.hint", {
          docs: (text) => (
            <a href="/docs/tools" className="underline underline-offset-2">
              {text}
            </a>
          ),
        })}
      </p>
      <ToolDialog
        tool={opened === null || opened === -1 ? null : (tools[opened] ?? null)}
        open={opened !== null}
        onClose={() => setOpened(null)}
        onSave={save}
      />
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
