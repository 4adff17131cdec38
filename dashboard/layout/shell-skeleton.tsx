import { Skeleton, SkeletonRows } from "#browser/ui/skeleton.tsx";
import { t } from "../messages.ts";

/** The frame while nobody knows yet who is there and what they see. */
export function ShellSkeleton() {
  return (
    <div role="status" aria-label={t("shellSkeleton.loading")} className="flex min-h-dvh animate-appear flex-col md:flex-row">
      <div className="h-12 border-b bg-surface md:h-auto md:w-60 md:shrink-0 md:border-r md:border-b-0 md:bg-sunken" />
      <div className="min-w-0 flex-1">
        <div className="mx-auto max-w-[1184px] px-4 py-6 md:px-8 md:py-7">
          <Skeleton className="h-7 w-40" />
          <Skeleton className="mt-1 mb-6 h-4 w-80 max-w-full" />
          <SkeletonRows />
        </div>
      </div>
    </div>
  );
}
