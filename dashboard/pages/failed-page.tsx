import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { t } from "../messages.ts";

/** A page that could not be opened at all. */
export function FailedPage({ error }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className="mx-auto max-w-xl px-4 py-16 in-[main]:px-0 in-[main]:py-10">
      <title>{t("failedPage.documentTitle")}</title>
      <h1 className="sr-only">{t("failedPage.title")}</h1>
      <ErrorState failure={t("failedPage.failed")} error={error} onRetry={() => void router.invalidate()} />
    </div>
  );
}
