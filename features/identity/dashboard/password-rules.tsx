import { Check, Circle } from "lucide-react";
import { passwordRules } from "../contract.ts";

/** The rules of a new password; each is ticked as it is met. */
export function PasswordRules({ password }: { password: string }) {
  return (
    <ul aria-label="The password needs" className="grid grid-cols-2 gap-x-3 gap-y-0.5">
      {passwordRules.map(({ id, label, holds }) => {
        const met = holds(password);
        return (
          <li key={id} className={met ? "flex items-center gap-2 text-good" : "flex items-center gap-2 text-soft"}>
            {met ? <Check aria-hidden className="size-3.5 shrink-0" /> : <Circle aria-hidden className="size-3 shrink-0" />}
            {label}
            <span className="sr-only">{met ? ", met" : ", not yet met"}</span>
          </li>
        );
      })}
    </ul>
  );
}
