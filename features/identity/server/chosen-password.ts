import { NewPassword } from "../contract.ts";
import { isWellKnown } from "./well-known-passwords.ts";

/** A password that somebody chooses now; those that were chosen before stay good. */
export const ChosenPassword = NewPassword.refine(
  (password) => !isWellKnown(password),
  "This is one of the passwords that attackers try first. Choose another one.",
).meta({ format: "password" });
