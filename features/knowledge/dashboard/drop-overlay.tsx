import { Upload } from "lucide-react";
import { fileRule } from "./check-file.ts";
import { t } from "./messages.ts";

/** Over the whole page while files hover over it. */
export function DropOverlay() {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-ground/80 p-6">
      <div className="flex flex-col items-center rounded-lg border-2 border-dashed border-accent bg-surface px-12 py-10 text-center shadow-lg">
        <Upload aria-hidden className="size-8 text-accent" strokeWidth={1.5} />
        <p className="mt-3 text-lg font-semibold">{t("dropOverlay.title")}</p>
        <p className="text-soft">{fileRule}</p>
      </div>
    </div>
  );
}
