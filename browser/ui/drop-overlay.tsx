import { Upload } from "lucide-react";

/** Over the whole page while files hover over it. @param rule which files are taken */
export function DropOverlay({ title, rule }: { title: string; rule: string }) {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-ground/80 p-6">
      <div className="flex flex-col items-center rounded-lg border-2 border-dashed border-accent bg-surface px-12 py-10 text-center shadow-lg">
        <Upload aria-hidden className="size-8 text-accent" strokeWidth={1.5} />
        <p className="mt-3 text-lg font-semibold">{title}</p>
        <p className="text-soft">{rule}</p>
      </div>
    </div>
  );
}
