import type { ReactNode } from "react";
import { Column } from "#browser/ui/column.tsx";
import { Button } from "#browser/ui/button.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { t } from "./messages.ts";

/** All that a closed account offers: to have it back. */
export function ClosedAccount({
  sentence,
  failure,
  restore,
  onBack,
}: {
  sentence: ReactNode;
  failure?: string | undefined;
  restore: ReactNode;
  onBack: () => void;
}) {
  return (
    <Column title={t("closedAccount.title")} sentence={sentence}>
      <div className="flex flex-col gap-3">
        {restore}
        {failure && <FieldError>{failure}</FieldError>}
        <p className="text-center text-sm text-soft">{t("closedAccount.restores")}</p>
        <Button look="ghost" size="large" onClick={onBack}>
          {t("closedAccount.backToSign")}
        </Button>
      </div>
    </Column>
  );
}
