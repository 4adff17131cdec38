import { Check, Circle } from "lucide-react";
import { notWellKnownLabel, passwordRules } from "../contract.ts";
import { useIsWellKnown } from "./use-is-well-known.ts";

/** The rules of a new password; each is ticked as it is met. */
export function PasswordRules({ password }: { password: string }) {
  const isWellKnown = useIsWellKnown(password);
  return (
    <>
      <ul aria-label="The password needs" className="grid grid-cols-2 gap-x-3 gap-y-0.5">
        {passwordRules.map(({ id, label, holds }) => (
          <Rule key={id} label={label} met={holds(password)} />
        ))}
        <Rule label={notWellKnownLabel} met={isWellKnown === false} />
      </ul>
      <p className={isWellKnown ? "mt-1 text-warn" : "sr-only"} aria-live="polite">
        {isWellKnown && "This is one of the passwords that attackers try first."}
      </p>
    </>
  );
}

function Rule({ label, met }: { label: string; met: boolean }) {
  return (
    <li className={met ? "flex items-center gap-2 text-good" : "flex items-center gap-2 text-soft"}>
      {met ? <Check aria-hidden className="size-3.5 shrink-0" /> : <Circle aria-hidden className="size-3 shrink-0" />}
      {label}
      <span className="sr-only">{met ? ", met" : ", not yet met"}</span>
    </li>
  );
}
