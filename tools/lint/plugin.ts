import { dashboardCalls } from "./dashboard-calls.ts";
import { databaseRoles } from "./database-roles.ts";
import { english } from "./english.ts";
import { literalText } from "./literal-text.ts";
import { messages } from "./messages.ts";
import { names } from "./names.ts";
import { reExports } from "./re-exports.ts";
import { secrets } from "./secrets.ts";
import { sentences } from "./sentences.ts";
import { walls } from "./walls.ts";

/** The rules that are our own, for oxlint; .oxlintrc.json says where each holds. */
export default {
  meta: { name: "botcadence" },
  rules: {
    walls,
    names,
    secrets,
    "re-exports": reExports,
    "database-roles": databaseRoles,
    "dashboard-calls": dashboardCalls,
    english,
    sentences,
    messages,
    "literal-text": literalText,
  },
};
