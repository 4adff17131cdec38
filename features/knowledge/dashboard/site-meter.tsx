import { Progress } from "@base-ui/react/progress";
import type { Source } from "../contract.ts";
import type { Site } from "../contract/sites.ts";
import { t } from "./messages.ts";

/** How far the reading of a website is, over its whole width, and in numbers. */
export function SiteMeter({ source, site: { pages, expected_pages, delay_seconds } }: { source: Source; site: Site }) {
  const done = pages.found - pages.waiting;
  const all = Math.max(done, expected_pages ?? 0);
  return (
    <div className="px-4 pb-3">
      <Progress.Root
        value={expected_pages === null ? null : all === 0 ? 0 : Math.round((100 * done) / all)}
        aria-label={t("sourceStatus.processingSource", { name: source.name })}
      >
        <Progress.Track className="h-1.5 w-full overflow-hidden rounded-full bg-hover">
          <Progress.Indicator className="h-full rounded-full bg-accent transition-[width] duration-150 data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
        </Progress.Track>
      </Progress.Root>
      <p className="mt-2 flex flex-wrap gap-x-4 text-sm text-soft tabular-nums">
        <span className="font-medium text-text">{expected_pages === null ? t("siteCard.looking") : t("siteCard.of", { done, all })}</span>
        {pages.read > 0 && <span>{t("siteCard.read", { count: pages.read })}</span>}
        {pages.skipped > 0 && <span>{t("siteCard.skipped", { count: pages.skipped })}</span>}
        {pages.failed > 0 && <span className="text-bad">{t("siteCard.failed", { count: pages.failed })}</span>}
        {delay_seconds !== null && <span className="sm:ml-auto">{t("siteCard.delay", { seconds: delay_seconds })}</span>}
      </p>
    </div>
  );
}
