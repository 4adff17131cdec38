import { useNavigate } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import { UnsavedChanges } from "#browser/ui/unsaved-changes.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { ToolsTab } from "#features/tools/dashboard/tools-tab.tsx";
import type { Agent } from "../../contract.ts";
import type { SettingName } from "../../contract/settings.ts";
import type { AgentDraft } from "../../contract/versions.ts";
import { t } from "../messages.ts";
import { AppearancePreview } from "./appearance-preview.tsx";
import { AppearanceTab } from "./appearance-tab.tsx";
import { DraftBar } from "./draft-bar.tsx";
import { GreetingTab } from "./greeting-tab.tsx";
import { HandOverTab } from "./hand-over-tab.tsx";
import { InstructionsTab } from "./instructions-tab.tsx";
import { KnowledgeTab } from "./knowledge-tab.tsx";
import { StudioChat } from "./test-chat.tsx";
import { useDraftForm } from "./use-draft-form.ts";
import { VersionsTab } from "./versions-tab.tsx";

const tabs = ["instructions", "knowledge", "tools", "greeting", "hand-over", "appearance", "website", "versions"] as const;
type Tab = (typeof tabs)[number];

/** Which settings are where, for the dot of a tab in which something is not published. */
const holds: Partial<Record<Tab, readonly string[]>> = {
  instructions: ["instructions", "tone", "languages", "helps_with", "model_name", "model_provider_id", "fallback", "temperature"],
  knowledge: ["source_ids"],
  tools: ["tools"],
  greeting: ["greeting", "greetings", "suggested_questions"],
  "hand-over": ["hands_over", "hands_over_after", "hands_over_words", "summarizes_closed"],
  appearance: ["color", "color_dark", "theme", "position", "offset_side", "offset_bottom", "launcher_text"],
} satisfies Partial<Record<Tab, readonly SettingName[]>>;

/**
 * Everything that makes an agent what it is. What is part of a version is a draft that saves itself; `website` is what is not, from
 * this feature and those below it; beside it stands the `widget` as visitors see it.
 */
export function Studio({
  agent,
  draft,
  tab,
  website,
  widget,
  Checks,
}: {
  agent: Agent;
  draft: AgentDraft;
  tab: string | undefined;
  website: ReactNode;
  widget: ReactNode;
  /** How the draft answers checks, of a feature below. */
  Checks: ComponentType<{ agentId: string; save: () => Promise<unknown> }>;
}) {
  const refusal = useRefusal("agent:update", (roles) => t("studio.whoMay", { roles }));
  const may = refusal === null;
  const draftForm = useDraftForm(draft);
  const { form, saving, save, put } = draftForm;
  const [organizationId, projectId] = [useOrganizationId(), useProjectId()];
  const navigate = useNavigate();
  const shown = tabs.find((one) => one === tab) ?? "instructions";
  const labels: Record<Tab, string> = {
    instructions: t("studio.instructions"),
    knowledge: t("studio.knowledge"),
    tools: t("studio.tools"),
    greeting: t("studio.greeting"),
    "hand-over": t("studio.handOver"),
    appearance: t("studio.appearance"),
    website: t("studio.website"),
    versions: t("studio.versions"),
  };
  const inTab: Record<Tab, () => ReactNode> = {
    instructions: () => <InstructionsTab control={form.control} may={may} />,
    knowledge: () => <KnowledgeTab control={form.control} may={may} />,
    tools: () => <ToolsTab tools={draft.settings.tools} may={may} onSave={(tools) => put({ tools })} />,
    greeting: () => <GreetingTab control={form.control} may={may} />,
    "hand-over": () => <HandOverTab control={form.control} may={may} />,
    appearance: () => <AppearanceTab control={form.control} may={may} />,
    website: () => website,
    versions: () => <VersionsTab agent={agent} may={may} />,
  };
  const isDraft = shown !== "website" && shown !== "versions";

  return (
    <>
      <DraftBar agent={agent} draft={draft} draftForm={draftForm} may={may} checks={<Checks agentId={agent.id} save={save} />} />
      <Tabs
        label={t("studio.tabs")}
        tabs={tabs.map((value) => ({
          value,
          label: labels[value],
          ...(value === "versions" ? { count: agent.published_version } : {}),
          ...(draft.changed.some((name) => holds[value]?.includes(name)) ? { dot: t("studio.changed") } : {}),
        }))}
        value={shown}
        onChange={(next) =>
          void navigate({
            to: "/organizations/$organizationId/projects/$projectId/agents/$agentId/$tab",
            params: { organizationId, projectId, agentId: agent.id, tab: next },
            replace: true,
          })
        }
      >
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_380px]">
          {isDraft ? (
            <Card>
              {inTab[shown]()}
              <CardFooter>{refusal ?? t("studio.hint")}</CardFooter>
            </Card>
          ) : (
            <div className="flex min-w-0 flex-col gap-6">{inTab[shown]()}</div>
          )}
          <div className="lg:sticky lg:top-7">
            {/* It stays where it is hidden: what was asked in it is not lost. */}
            <div hidden={shown === "website" || shown === "appearance"}>
              <StudioChat agent={agent} draft={draft} save={save} />
            </div>
            {shown === "appearance" && <AppearancePreview agent={agent} control={form.control} />}
            {shown === "website" && widget}
          </div>
        </div>
      </Tabs>
      <UnsavedChanges when={saving.state !== "saved" && saving.state !== "saving"} />
    </>
  );
}
