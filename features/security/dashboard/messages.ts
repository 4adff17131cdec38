import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  securityPage: {
    security: "Security",
    sentence: "How people and machines get into {name}. Every change is in the audit log.",
    secondFactor: "Second factor",
    secondFactorSentence:
      "An authenticator app or a passkey beside the password. From the day on, members without one can only add one, and their API keys pause.",
    failed: "The security settings could not be loaded.",
    operator: "The operator of this installation asks everybody for a second factor from {date} on.",
  },
  secondFactorForm: {
    whoMay: "{roles} can change this.",
    required: "Require a second factor",
    requiredHint: "Otherwise it is up to each person.",
    from: "From",
    hint: "Members without one are mailed {first} and {second} days before.",
    saved: "The second factor is saved",
    nobody: "Everybody has a second factor.",
    lockedOut: "{count, plural, one {# member has} other {# members have}} no second factor yet and would be locked out on {date}.",
    without: "Members without a second factor",
    keys: "API keys: {names}",
  },
});
