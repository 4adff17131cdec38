import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  givenOutcome: { answered: "Beantwortet", suggested: "Vorgeschlagen", declined: "Ohne Antwort" },
  questionSheet: {
    title: "Frage ausprobieren",
    sentence: "Sehen Sie, was ein Agent antworten würde, und warum. Nichts wird gespeichert oder gezählt.",
    sentenceOfAgent:
      "Sehen Sie, was dieser Agent antworten würde, und warum. Nichts wird gespeichert; was sein Modell verbraucht, zählt als Nutzung.",
    answeredBy: "Beantwortet von",
    builtIn: "Eingebauter Antwortgeber",
    question: "Frage",
    example: "Wie lange kann ich eine Bestellung zurückgeben?",
    ask: "Fragen",
    answer: "Antwort",
    nothing: "Keine Textstelle passt zu dieser Frage",
    nothingSentence: "Fügen Sie ein Dokument hinzu, das sie beantwortet, oder fragen Sie mit den Worten Ihrer Dokumente.",
    notAQuestion: "Das ist keine Frage, deshalb wurde keine Textstelle gesucht.",
  },
  tried: {
    why: "Warum",
    understood: "Verstanden als",
    found: "Gefunden",
    foundNone: "Keine Textstelle",
    foundSome: "{count, plural, one {# Textstelle} other {# Textstellen}}, die sicherste {confidence}",
    threshold: "Nötig",
    enough: "{threshold}, also sicher genug",
    tooLittle: "{threshold}, also ist nichts sicher genug",
  },
  triedPassage: { sure: "{confidence} sicher", score: "Wert {score}", quoted: "Zitiert", shown: "Vorgeschlagen" },
} satisfies Translation<typeof t>;
