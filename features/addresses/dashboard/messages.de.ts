import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  addressCard: {
    failed: "Die Rechnungsadresse konnte nicht geladen werden.",
    none: "Noch keine. Rechnungen brauchen eine.",
    changeTheAddress: "Adresse ändern",
    addTheAddress: "Adresse hinzufügen",
  },
  addressFields: {
    optional: "{label} <soft>(freiwillig)</soft>",
    legalName: "Rechtlicher Name",
    regionEmpty: "Nichts heißt so.",
  },
  addressPreview: { onAnInvoice: "Auf einer Rechnung" },
  billingAddressForm: {
    whoMay: "Die Rechnungsadresse ändern können {roles}.",
    saved: "Die Rechnungsadresse ist gespeichert.",
    savedOn: "Gespeichert am {updatedAt}",
    notSetYet: "Noch nicht festgelegt",
    country: "Land",
    countryPlaceholder: "Tippen, um ein Land zu finden",
    countryEmpty: "Kein Land heißt so.",
    failed: "Die Felder dieses Landes konnten nicht geladen werden.",
    legalName: "Rechtlicher Name",
    streetAddress: "Straße und Hausnummer",
    addressLine2: "Adresszusatz",
    city: "Ort",
    region: "Region",
    postalCode: "Postleitzahl",
    taxId: "Steuernummer",
  },
  billingAddressSection: {
    billingAddress: "Rechnungsadresse",
    sentence: "Auf wen Rechnungen ausgestellt werden, und wohin. Die Felder richten sich nach dem Land.",
    failed: "Die Rechnungsadresse konnte nicht geladen werden.",
  },
  taxIdField: {
    confirmedSentence: "VIES hat diese USt-IdNr. bestätigt.",
    confirmedOn: "VIES hat diese USt-IdNr. am {date} bestätigt.",
    example: "Zum Beispiel {example}.",
    asWritten: "So, wie Ihr Finanzamt sie schreibt.",
    beingChecked: "Wird geprüft",
    beingCheckedSentence: "Wir fragen VIES, das Register der Europäischen Union.",
    confirmed: "Bestätigt",
    notKnown: "Nicht bekannt",
    notKnownSentence: "VIES kennt diese USt-IdNr. nicht. Eine neue kann erst nach einigen Tagen erscheinen.",
    notChecked: "Nicht geprüft",
    notCheckedSentence: "VIES war nicht erreichbar. Wir versuchen es von selbst noch einmal.",
  },
} satisfies Translation<typeof t>;
