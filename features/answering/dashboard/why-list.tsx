import type { ReactNode } from "react";
import { formatShare } from "#browser/ui/format.ts";
import type { Why } from "../contract.ts";
import { t } from "./messages.ts";

/** Why an answer is what it is, in three lines. */
export function WhyList({ why: { understood, found, threshold } }: { why: Why }) {
  const surest = Math.max(0, ...found.map(({ confidence }) => confidence));
  const needed = { threshold: formatShare(threshold) };
  return (
    <section aria-label={t("tried.why")}>
      <h3 className="mb-2 font-semibold">{t("tried.why")}</h3>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
        <Line name={t("tried.understood")}>
          <span dir="auto" className="break-words">
            {understood.join(" · ")}
          </span>
        </Line>
        <Line name={t("tried.found")}>
          {found.length === 0 ? t("tried.foundNone") : t("tried.foundSome", { count: found.length, confidence: formatShare(surest) })}
        </Line>
        <Line name={t("tried.threshold")}>{surest >= threshold ? t("tried.enough", needed) : t("tried.tooLittle", needed)}</Line>
      </dl>
    </section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
