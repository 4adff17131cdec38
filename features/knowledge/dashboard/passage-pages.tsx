import { useState } from "react";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import type { Source, SourcePassage } from "../contract.ts";
import { t } from "./messages.ts";
import { useSourceActions } from "./sources.ts";

type Places = NonNullable<SourcePassage["places"]>;

/** The pages that a passage is on; each opens its picture with the lines of the passage marked. */
export function PassagePages({ source, places }: { source: Source; places: Places }) {
  const [shown, setShown] = useState<number | null>(null);
  const pages = [...new Set(places.map(({ page }) => page))];
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {pages.map((page) => (
          <Button key={page} size="small" aria-expanded={shown === page} onClick={() => setShown(shown === page ? null : page)}>
            {t("passagePages.page", { page })}
          </Button>
        ))}
      </div>
      {shown !== null && <PagePicture key={shown} source={source} page={shown} places={places.filter(({ page }) => page === shown)} />}
    </>
  );
}

function PagePicture({ source, page, places }: { source: Source; page: number; places: Places }) {
  const { pictureAddress } = useSourceActions();
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  if (state === "failed")
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 rounded-sm border border-line bg-sunken p-3 text-sm">
        {t("passagePages.failed")}
        <Button size="small" onClick={() => setState("loading")}>
          {t("passagePages.again")}
        </Button>
      </div>
    );
  return (
    <div className="relative overflow-hidden rounded-sm border border-line">
      {state === "loading" && (
        <div role="status" aria-label={t("passagePages.loading", { page })}>
          <Skeleton className="aspect-[1/1.41] w-full" />
        </div>
      )}
      <img
        src={pictureAddress(source.id, page)}
        alt={t("passagePages.picture", { page, name: source.name })}
        className={cn("block w-full bg-white", state === "loading" && "absolute inset-0 opacity-0")}
        onLoad={() => setState("shown")}
        onError={() => setState("failed")}
      />
      {state === "shown" &&
        places.map(({ box: [left = 0, top = 0, width = 0, height = 0] }) => (
          <span
            key={`${left} ${top} ${width}`}
            aria-hidden
            data-mark
            className="absolute bg-[oklch(0.85_0.16_90/0.4)]"
            style={{ left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` }}
          />
        ))}
    </div>
  );
}
