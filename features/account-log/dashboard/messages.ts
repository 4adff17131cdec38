import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  accountLogSection: {
    endedOn: "it was on {place}",
    failed: "Your account log could not be loaded.",
    counted: "{count, plural, one {# event} other {# events}}",
    none: "Nothing has happened yet.",
    accountLog: "Account log",
  },
});
