import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  securityPage: {
    security: "Sicherheit",
    sentence: "Wie Menschen und Maschinen in {name} gelangen. Jede Änderung steht im Audit-Log.",
    secondFactor: "Zweiter Faktor",
    secondFactorSentence:
      "Eine Authenticator-App oder ein Passkey neben dem Passwort. Ab dem Tag können Mitglieder ohne einen nur noch einen hinzufügen, und ihre API-Schlüssel pausieren.",
    failed: "Die Sicherheitseinstellungen konnten nicht geladen werden.",
    operator: "Der Betreiber dieser Installation verlangt ab dem {date} von allen einen zweiten Faktor.",
  },
  secondFactorForm: {
    whoMay: "{roles} können das ändern.",
    required: "Zweiten Faktor verlangen",
    requiredHint: "Sonst entscheidet das jede Person selbst.",
    from: "Ab",
    hint: "Mitglieder ohne einen bekommen {first} und {second} Tage vorher eine E-Mail.",
    saved: "Der zweite Faktor ist gespeichert",
    nobody: "Alle haben einen zweiten Faktor.",
    lockedOut: "{count, plural, one {# Mitglied hat} other {# Mitglieder haben}} noch keinen zweiten Faktor. Aussperrung am {date}.",
    without: "Mitglieder ohne zweiten Faktor",
    keys: "API-Schlüssel: {names}",
  },
} satisfies Translation<typeof t>;
