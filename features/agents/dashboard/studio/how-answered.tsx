import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#browser/ui/cn.ts";
import { formatDollars, formatNumber, formatShare } from "#browser/ui/format.ts";
import type { TriedAnswer } from "#features/answering/contract.ts";
import { CalledTool } from "#features/tools/dashboard/tool-calls.tsx";
import { t } from "../messages.ts";

/** How an answer came about, step by step, with the time that each took. */
export function HowAnswered({ answer: { why, took, outcome, citations } }: { answer: TriedAnswer }) {
  const tokens = took ? took.input_tokens + took.output_tokens : 0;
  return (
    <details className="group w-full rounded-md border text-sm">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 rounded-md bg-sunken px-3 pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronDown aria-hidden className="size-4 -rotate-90 transition-transform group-open:rotate-0" />
        <span className="flex-1 font-medium">{t("howAnswered.title")}</span>
        {took && (
          <span className="text-soft tabular-nums">
            {inSeconds(took.ms)}
            {tokens > 0 && ` · ${t("howAnswered.tokens", { count: tokens })}`}
          </span>
        )}
      </summary>
      <dl>
        {why ? (
          <>
            <Step name={t("howAnswered.understood")}>{why.understood.join(" · ")}</Step>
            {why.written && (
              <Step name={t("howAnswered.written")} ms={why.written.ms}>
                {why.written.query ?? t("howAnswered.notInTime")}
              </Step>
            )}
          </>
        ) : (
          <Step name={t("howAnswered.understood")}>{t("howAnswered.noQuestion")}</Step>
        )}
        {took?.searches.map(({ query, found, ms }, at) => (
          <Step key={at} name={t("howAnswered.searched")} ms={ms}>
            {query}
            <span className="block text-soft">{t("howAnswered.passages", { count: found })}</span>
          </Step>
        ))}
        {took?.calls.map((call, at) => (
          <Step key={at} name={t("howAnswered.called")} ms={call.ms}>
            <CalledTool call={call} />
          </Step>
        ))}
        {why && (
          <Step name={t("howAnswered.found")}>
            <span className="text-soft">{t("howAnswered.from", { share: formatShare(why.threshold) })}</span>
            {why.found.slice(0, 5).map(({ chunk_id, title, headings, confidence }) => (
              <span key={chunk_id} className="mt-1 flex items-center gap-2">
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {[headings.at(-1), title].filter(Boolean).join(" · ")}
                </span>
                <span aria-hidden className="h-1 w-12 shrink-0 overflow-hidden rounded-full bg-line">
                  <span
                    className={cn("block h-full", confidence >= why.threshold ? "bg-accent" : "bg-line-strong")}
                    style={{ width: `${Math.round(Math.min(1, confidence) * 100)}%` }}
                  />
                </span>
                <span className="w-10 shrink-0 text-right tabular-nums">{formatShare(Math.min(1, confidence))}</span>
              </span>
            ))}
          </Step>
        )}
        <Step name={t("howAnswered.said")} ms={took?.first_ms ?? null}>
          {outcome === "answered" && t("howAnswered.answered", { count: citations.length })}
          {outcome === "suggested" && t("howAnswered.suggested")}
          {outcome === "declined" && (why && why.found.length > 0 ? t("howAnswered.unsure") : t("howAnswered.nothingFound"))}
          {took?.asks_person && <span className="block">{t("howAnswered.asksPerson")}</span>}
          {took && tokens > 0 && (
            <span className="block text-soft">
              {t("howAnswered.tokensBoth", { read: formatNumber(took.input_tokens), written: formatNumber(took.output_tokens) })}
              {", "}
              {t("howAnswered.cost", { cost: took.cost_usd === null ? "unknown" : formatDollars(took.cost_usd) })}
            </span>
          )}
        </Step>
      </dl>
    </details>
  );
}

function Step({ name, ms = null, children }: { name: string; ms?: number | null; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[88px_minmax(0,1fr)_auto] gap-2 border-t px-3 py-2">
      <dt className="text-soft">{name}</dt>
      <dd dir="auto" className="[overflow-wrap:anywhere]">
        {children}
      </dd>
      <dd className="text-soft tabular-nums">{ms !== null && t("howAnswered.ms", { ms: formatNumber(ms) })}</dd>
    </div>
  );
}

const inSeconds = (ms: number) => t("howAnswered.seconds", { seconds: formatNumber(Math.round(ms / 100) / 10) });
