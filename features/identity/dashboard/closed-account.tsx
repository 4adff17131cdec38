import type { ReactNode } from "react";
import { Column } from "#browser/ui/column.tsx";
import { Button } from "#browser/ui/button.tsx";
import { FieldError } from "#browser/ui/field.tsx";

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
    <Column title="Your account is closed" sentence={sentence}>
      <div className="flex flex-col gap-3">
        {restore}
        {failure && <FieldError>{failure}</FieldError>}
        <p className="text-center text-sm text-soft">
          What was deleted with it comes back too. You do not return to organizations that continue without you, unless they invite you.
        </p>
        <Button look="ghost" size="large" onClick={onBack}>
          Back to sign-in
        </Button>
      </div>
    </Column>
  );
}
