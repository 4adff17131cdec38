import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  replyRoute: {
    noAddress: "Der Besucher hat keine Adresse hinterlassen. Er sieht dies, wenn er wiederkommt.",
    mailed: "Per E-Mail an {email} gesendet. Noch nicht gesehen.",
    byMail: "Ist der Besucher nicht da, geht es per E-Mail an {email}.",
    yourself: "Diese Installation versendet keine E-Mails. Ist der Besucher nicht da, schreiben Sie selbst an <address>{email}</address>.",
  },
} satisfies Translation<typeof t>;
