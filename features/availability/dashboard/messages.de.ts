import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  availabilitySection: {
    title: "Erreichbarkeit",
    sentence: "Wann Besucher jemanden aus dem Team erreichen, und was ihnen gesagt wird.",
    failed: "Die Zeiten konnten nicht geladen werden.",
    whoMay: "Ändern können sie {roles}.",
    saved: "Die Zeiten sind gespeichert.",
    hint: "In der Zeitzone {zone} der Organisation.",
    hours: "Zeiten",
    inTurn: "Wer an der Reihe ist",
    holidays: "Feiertage",
    expected: "Was Besuchern während dieser Zeiten gesagt wird",
    expectedHint: "Für Besucher, die nach einem Menschen fragen. Leer: Nichts wird versprochen.",
    expectedClosed: "Was ihnen außerhalb gesagt wird",
    expectedClosedHint: "Wann wieder jemand da ist, wird von selbst gesagt.",
    waitMinutes: "Wie lange Besucher warten",
    waitMinutesHint: "Danach übernimmt wieder der Agent, und dem Besucher wird es gesagt. Leer: Sie warten, bis jemand kommt.",
    minutes: "Minuten",
    giveInTurn: "Wartende Unterhaltungen reihum zuweisen",
    giveInTurnHint: "An Mitglieder, die das Dashboard in den letzten zehn Minuten benutzt haben und antworten dürfen.",
    limitEach: "Höchstens je Person",
    conversations: "offene Unterhaltungen",
  },
  hoursField: {
    anyTime: "Es ist jederzeit jemand da",
    closed: "Geschlossen",
    from: "{day}, von",
    to: "{day}, bis",
    add: "Zeiten am {day} hinzufügen",
    remove: "Diese Zeiten am {day} entfernen",
  },
  holidaysField: {
    holidays: "Feiertage",
    hint: "An diesen Tagen ist niemand da.",
    holiday: "Feiertag {number}",
    add: "Feiertag hinzufügen",
    remove: "Diesen Feiertag entfernen",
  },
} satisfies Translation<typeof t>;
