import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Security } from "../contract.ts";
import { findSecurity } from "./find-security.ts";

export const readSecurity = operation({
  name: "security.read",
  summary: "From when on the organization asks its members for a second factor, and who has none yet.",
  scope: "organization",
  kind: "read",
  permission: "organization:security",
  input: z.object({}),
  output: Security,
  example: () => ({}),
  run: ({ db, platform, organization }) => findSecurity(db, platform, organization.id),
});
