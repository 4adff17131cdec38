import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  replyRoute: {
    noAddress: "The visitor has left no address. They see this when they come back.",
    mailed: "Mailed to {email}. Not seen yet.",
    byMail: "If the visitor is not there, it is mailed to {email}.",
    yourself: "This installation sends no mail. If the visitor is not there, write to <address>{email}</address> yourself.",
  },
});
