import { CircleAlert } from "lucide-react";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";

/** Something could not be loaded: `failure` says what, and below it are the reason and a way to try again. */
export function ErrorState({ failure, error, onRetry }: { failure: string; error: unknown; onRetry?: () => void }) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert" className="flex flex-col items-center rounded-lg border px-6 py-10 text-center">
      <CircleAlert aria-hidden className="size-7 text-bad" strokeWidth={1.5} />
      <h2 className="mt-2 text-base font-semibold">{failure}</h2>
      <p className="mt-1.5 max-w-96 text-soft">{messageOf(error)}</p>
      {requestId && <p className="mt-1 text-xs text-soft">{t("errorState.request", { id: requestId })}</p>}
      {onRetry && (
        <Button className="mt-4" onClick={onRetry}>
          {t("errorState.tryAgain")}
        </Button>
      )}
    </div>
  );
}
