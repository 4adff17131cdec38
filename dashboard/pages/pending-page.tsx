import { Skeleton, SkeletonCards } from "#browser/ui/skeleton.tsx";

/** The shape of a page whose organization is still coming. */
export function PendingPage() {
  return (
    <>
      <div className="mb-6 flex h-12 flex-col justify-center gap-2.5">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-3.5 w-80 max-w-full" />
      </div>
      <SkeletonCards />
    </>
  );
}
