import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  deleteOrganizationDialog: {
    title: "{name} löschen?",
    deleteOrganization: "Organisation löschen",
    notCounted: "Es ließ sich nicht ermitteln, was gelöscht würde. {error}",
    countAgain: "Erneut zählen",
    after: "Nach 30 Tagen wird dies endgültig gelöscht, mit allem, was dazugehört:",
    whatIsDeleted: "Was gelöscht wird",
    files: "{count, plural, one {# Datei} other {# Dateien}}",
    counting: "Wird gezählt",
  },
  deleteOrganizationSection: {
    deleteOrganization: "Organisation löschen",
    sentence: "Alles darin wird gelöscht, nach 30 Tagen, in denen Sie es sich anders überlegen können.",
    deletedOn: "Sie wird am {purgeAt} endgültig gelöscht. Stellen Sie sie wieder her, ist alles wie zuvor.",
    fromThenOn:
      "Danach ist sie schreibgeschützt: API-Schlüssel, Widgets und Hintergrundarbeiten enden sofort. Alle Inhaber erhalten eine E-Mail und können sie 30 Tage lang wiederherstellen.",
  },
  nameOrganizationDialog: {
    title: "Organisation benennen",
    sentence: "Was Ihr Team und alle sehen, die Sie einladen.",
    saveName: "Namen speichern",
    name: "Name der Organisation",
  },
  newOrganizationDialog: {
    title: "Neue Organisation",
    sentence: "Ein eigener Ort für Projekte, Personen und Einstellungen. Sie werden ihr Inhaber.",
    createOrganization: "Organisation anlegen",
    name: "Name der Organisation",
    nameHint: "Was Ihr Team und alle sehen, die Sie einladen. Höchstens 80 Zeichen.",
  },
  organizationCard: {
    deletedOn: "Wird am {purgeAt} gelöscht",
    members: "{count, plural, one {# Mitglied} other {# Mitglieder}}",
    projects: "{count, plural, one {# Projekt} other {# Projekte}}",
    youAreHere: "Sie sind hier",
  },
  organizationNameForm: {
    whoMay: "Den Namen ändern können {roles}.",
    saved: "Der Name ist gespeichert.",
    hint: "Höchstens 80 Zeichen.",
    name: "Name der Organisation",
  },
  organizationStatus: { active: "Aktiv", pastDue: "Zahlung überfällig", suspended: "Gesperrt", beingDeleted: "Wird gelöscht" },
  organizationsPage: {
    organizations: "Organisationen",
    belongTo: "Sie gehören {count, plural, one {# Organisation} other {# Organisationen}} an. Wählen Sie, wo Sie arbeiten möchten.",
    searchOrganizations: "Organisationen suchen",
    newOrganization: "Neue Organisation",
    failed: "Ihre Organisationen konnten nicht geladen werden.",
    counted: "{count, plural, one {# Organisation} other {# Organisationen}}",
    noMatch: "Keine Organisation trägt diesen Namen",
    noMatchSentence: "Suchen Sie nach einem Teil des Namens.",
  },
  restoreButton: {
    restored: "{name} ist wiederhergestellt.",
    restore: "Wiederherstellen",
    restoreOrganization: "Organisation wiederherstellen",
  },
  standing: {
    deletingOn: "Sie ist schreibgeschützt und wird am {date} endgültig gelöscht. Bis dahin können Inhaber sie wiederherstellen.",
    deleting: "Sie ist schreibgeschützt. Bis zur Löschung können Inhaber sie wiederherstellen.",
    suspendedForOthers:
      "Sie ist schreibgeschützt, und ihre Agenten antworten nicht. Inhaber können den Betreiber dieser Installation fragen.",
    suspended: "Sie ist schreibgeschützt, und ihre Agenten antworten nicht. Fragen Sie den Betreiber dieser Installation.",
    pastDueUntil: "Bis zum {date} funktioniert alles. Danach ist sie schreibgeschützt, bis die Zahlung eingeht.",
    pastDue: "Noch funktioniert alles. Danach ist sie schreibgeschützt, bis die Zahlung eingeht.",
    active: "Alles funktioniert.",
  },
  statusSection: {
    sinceBy: "seit <time></time>, durch {by}",
    since: "seit <time></time>",
    status: "Status",
    sentence: "Der Status der Organisation, sein Grund und seit wann er gilt.",
    history: "Verlauf",
    historyLabel: "Verlauf des Status",
    created: "Angelegt.",
    failed: "Der Verlauf konnte nicht geladen werden.",
    counted: "{count, plural, one {# Änderung} other {# Änderungen}}",
  },
  timeZoneForm: {
    whoMay: "Die Zeitzone ändern können {roles}.",
    saved: "Die Zeitzone ist gespeichert.",
    hint: "Benannt nach der jeweils größten Stadt.",
    timeZone: "Zeitzone",
    timeZoneHint:
      "Nach ihren Tagen und Monaten wird die Nutzung gezählt. Eine Änderung gilt ab dem nächsten Monat; der laufende endet, wie er begonnen hat.",
    timeZoneEmpty: "Keine Zeitzone heißt so. Versuchen Sie es mit einer großen Stadt in der Nähe.",
  },
} satisfies Translation<typeof t>;
