import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  closeAccountDialog: {
    title: "Ihr Konto löschen?",
    sentence: "Das geschieht mit Ihren Organisationen.",
    organizationsFailed: "Ihre Organisationen konnten nicht geladen werden.",
    close: "Schließen",
    methodsFailed: "Ihre Anmeldemethoden konnten nicht geladen werden.",
    sendTheCode: "Code senden",
    deleteAccount: "Konto löschen",
  },
  closeAccountSection: {
    deleteAccount: "Konto löschen",
    sentence: "Es wird sofort geschlossen und nach 30 Tagen, in denen Sie es wiederherstellen können, endgültig gelöscht.",
    consequence:
      "Sie werden überall abgemeldet. Organisationen, deren einziges Mitglied Sie sind, werden mit Ihrem Konto gelöscht; die anderen bestehen ohne Sie weiter.",
  },
  whatHappens: {
    handOver: "Vorher zu übergeben",
    handOverSentence:
      "Sie sind dort der einzige Inhaber, und es gibt weitere Mitglieder. Machen Sie jemand anderes zum Inhaber, oder löschen Sie die Organisationen.",
    teamMembersOf: "Teammitglieder von {name}",
    teamMembers: "Teammitglieder",
    deleted: "Mit Ihrem Konto gelöscht",
    deletedSentence:
      "Sie sind dort das einzige Mitglied. Sie sind sofort schreibgeschützt und kommen zurück, wenn Sie Ihr Konto wiederherstellen.",
    continueWithoutYou: "Bestehen ohne Sie weiter",
    continueSentence:
      "Sie verlassen sie sofort. Was Sie angelegt haben, bleibt dort; API-Schlüssel, die Sie erzeugt haben, funktionieren nicht mehr.",
    members: "{count, plural, one {# Mitglied} other {# Mitglieder}}",
  },
} satisfies Translation<typeof t>;
