import { translate } from "#browser/translate.ts";
import { Check, Circle } from "lucide-react";
import { notWellKnownLabel, passwordRules } from "../contract.ts";
import { t } from "./messages.ts";
import { useIsWellKnown } from "./use-is-well-known.ts";

/** The rules of a new password; each is ticked as it is met. */
export function PasswordRules({ password }: { password: string }) {
  const isWellKnown = useIsWellKnown(password);
  return (
    <>
      <ul aria-label={t("passwordRules.label")} className="grid grid-cols-2 gap-x-3 gap-y-0.5">
        {passwordRules.map(({ id, label, holds }) => (
          <Rule key={id} label={translate(label)} met={holds(password)} />
        ))}
        <Rule label={translate(notWellKnownLabel)} met={isWellKnown === false} />
      </ul>
      <p className={isWellKnown ? "mt-1 text-warn" : "sr-only"} aria-live="polite">
        {isWellKnown && t("passwordRules.wellKnown")}
      </p>
    </>
  );
}

function Rule({ label, met }: { label: string; met: boolean }) {
  return (
    <li className={met ? "flex items-center gap-2 text-good" : "flex items-center gap-2 text-soft"}>
      {met ? <Check aria-hidden className="size-3.5 shrink-0" /> : <Circle aria-hidden className="size-3 shrink-0" />}
      {t.rich(met ? "passwordRules.met" : "passwordRules.unmet", {
        rule: label,
        unseen: (text) => <span className="sr-only">{text}</span>,
      })}
    </li>
  );
}
