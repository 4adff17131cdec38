import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  newAgentDialog: {
    greetingDefault: "Hallo! Wie kann ich helfen?",
    title: "Neuer Agent",
    sentence: "Er antwortet sofort aus der Wissensdatenbank dieses Projekts.",
    createAgent: "Agent anlegen",
    name: "Name",
    nameHint: "Besucher sehen ihn über dem Chat.",
    greeting: "Begrüßung",
    greetingHint: "Was er sagt, bevor jemand etwas fragt.",
    beginsWith: "Beginnen mit",
    blank: "Nichts",
    blankHint: "Nur eine Begrüßung. Alles andere schreiben Sie.",
    support: "Kundendienst",
    supportHint: "Anweisungen, vorgeschlagene Fragen und Textbausteine für Kunden, die Hilfe brauchen. Alles lässt sich ändern.",
    sales: "Verkauf",
    salesHint: "Anweisungen, vorgeschlagene Fragen und Textbausteine für Besucher, die auswählen. Alles lässt sich ändern.",
    booking: "Buchung",
    bookingHint: "Anweisungen, vorgeschlagene Fragen und Textbausteine für Gäste, die kommen möchten. Alles lässt sich ändern.",
  },
} satisfies Translation<typeof t>;
