import { operation } from "#access/operation.ts";
import { CheckNewPassword, NewPasswordCheck } from "../contract.ts";
import { isWellKnown } from "./well-known-passwords.ts";

export const checkNewPassword = operation({
  name: "password.check",
  summary: "Whether a password that somebody is about to choose is among the 10,000 commonest. It is neither kept nor logged.",
  scope: "public",
  within: "nowhere",
  kind: "read",
  input: CheckNewPassword,
  output: NewPasswordCheck,
  example: () => ({ input: { password: "Letmein2024" } }),
  run: async (_context, { password }) => ({ well_known: isWellKnown(password) }),
});
