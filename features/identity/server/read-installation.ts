import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Installation } from "../contract.ts";
import { hasAccounts, signUpMode } from "./sign-up-mode.ts";

export const readInstallation = operation({
  name: "installation.read",
  summary: "How one may sign in here, and what this installation has.",
  scope: "public",
  within: "nowhere",
  kind: "read",
  input: z.object({}),
  output: Installation,
  example: () => ({}),
  run: async ({ platform }) => ({
    google: platform.env.google !== undefined,
    sign_up: await signUpMode(platform),
    has_accounts: await hasAccounts(platform),
    mail: platform.mail.mode,
    sms: platform.sms.mode,
    billing: platform.env.billing,
  }),
});
