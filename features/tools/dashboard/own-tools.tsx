import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { CheckLine } from "#browser/ui/check-line.tsx";
import type { ToolSetting } from "../contract.ts";
import { usualWhen, type OwnKind } from "../contract/own-tool.ts";
import { t } from "./messages.ts";

const kinds: Record<OwnKind, { label: string; hint: string }> = {
  hand_over: { label: t("ownTools.handOver"), hint: t("ownTools.handOverHint") },
  end: { label: t("ownTools.end"), hint: t("ownTools.endHint") },
};

/** What the agent can do with the conversation itself, each with a tick. */
export function OwnTools({
  tools,
  may,
  onSave,
}: {
  tools: readonly ToolSetting[];
  may: boolean;
  onSave: (tools: ToolSetting[]) => Promise<void>;
}) {
  async function change(kind: OwnKind, isTicked: boolean) {
    const others = tools.filter((one) => one.kind !== kind);
    const next = isTicked ? [...others, { kind, when: usualWhen[kind] }] : others;
    await onSave(next).catch((error: unknown) => toast.error(messageOf(error)));
  }
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{t("ownTools.title")}</legend>
      {(["hand_over", "end"] as const).map((kind) => (
        <CheckLine
          key={kind}
          checked={tools.some((one) => one.kind === kind)}
          disabled={!may}
          label={kinds[kind].label}
          hint={kinds[kind].hint}
          onChange={(isTicked) => void change(kind, isTicked)}
        />
      ))}
    </fieldset>
  );
}
