import { CircleAlert } from "lucide-react";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { Button } from "./button.tsx";

/** Something could not be loaded: what, why, and a way to try again. `what` goes into "… could not be loaded." */
export function ErrorState({ what, error, onRetry }: { what: string; error: unknown; onRetry?: () => void }) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert" className="flex flex-col items-center rounded-lg border px-6 py-10 text-center">
      <CircleAlert aria-hidden className="size-7 text-bad" strokeWidth={1.5} />
      <h2 className="mt-2 text-base font-semibold">{what} could not be loaded.</h2>
      <p className="mt-1.5 max-w-96 text-soft">{messageOf(error)}</p>
      {requestId && <p className="mt-1 text-xs text-soft">Request {requestId}</p>}
      {onRetry && (
        <Button className="mt-4" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
