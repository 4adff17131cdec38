import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  accountLogSection: {
    endedOn: "es war auf {place}",
    failed: "Ihr Kontoprotokoll konnte nicht geladen werden.",
    counted: "{count, plural, one {# Ereignis} other {# Ereignisse}}",
    none: "Noch ist nichts geschehen.",
    accountLog: "Kontoprotokoll",
  },
} satisfies Translation<typeof t>;
