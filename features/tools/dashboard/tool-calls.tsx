import { formatNumber } from "#browser/ui/format.ts";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import type { ToolCall, ToolOutcome } from "#features/answering/contract.ts";
import { t } from "./messages.ts";

/** A tool that an answer called: with what, and what became of it. */
export function CalledTool({ call: { tool, outcome, input, said } }: { call: ToolCall }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <code className="text-sm">{tool}</code>
        <StatusBadge tone={tones[outcome]}>{labels[outcome]}</StatusBadge>
      </span>
      {input !== "" && input !== "{}" && <code className="block text-xs [overflow-wrap:anywhere] text-soft">{input}</code>}
      {said !== "" && (
        <span dir="auto" className="block text-left whitespace-pre-line text-soft">
          {said}
        </span>
      )}
    </>
  );
}

/** The tools that an answer called, to be opened. */
export function CalledTools({ calls }: { calls: readonly ToolCall[] }) {
  if (calls.length === 0) return null;
  return (
    <details className="w-full rounded-md border text-sm">
      <summary className="flex min-h-9 cursor-pointer items-center px-3 text-soft pointer-coarse:min-h-11">
        {t("calledTools.title", { count: calls.length })}
      </summary>
      <ol>
        {calls.map((call, at) => (
          <li key={at} className="border-t px-3 py-2">
            <CalledTool call={call} />
            <span className="text-xs text-soft tabular-nums">{t("calledTools.ms", { ms: formatNumber(call.ms) })}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

const tones = { answered: "good", failed: "bad", refused: "warn", asked: "accent" } as const satisfies Record<ToolOutcome, string>;
const labels: Record<ToolOutcome, string> = {
  answered: t("calledTools.answered"),
  failed: t("calledTools.failed"),
  refused: t("calledTools.refused"),
  asked: t("calledTools.asked"),
};
