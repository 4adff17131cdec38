import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  usageChart: {
    nothingSoFar: "Bisher nichts",
    most: "Die meisten am {day}: {amount}",
    labelByDay: "{label} nach Tagen",
    kind: "Art des Diagramms",
    showAsA: "Als Tabelle anzeigen",
    day: "Tag",
    atItsEnd: "{label} am Ende des Tages",
  },
  usageTable: {
    byChannel: "Nutzung nach Kanal",
    byAgent: "Nutzung nach Agent",
    byProject: "Nutzung nach Projekt",
    deleted: "{label} <soft>(gelöscht)</soft>",
    project: "Projekt",
    agent: "Agent",
    where: "Wo",
    failed: "Die Tabelle konnte nicht geladen werden.",
    counted: "{count, plural, one {# Zeile} other {# Zeilen}}",
    nothing: "Nichts wurde genutzt.",
    byKind: "Nutzung nach Art",
    kind: "Art",
  },
  usageWords: {
    less: "{share} weniger als {when}",
    more: "{share} mehr als {when}",
    hardlyLess: "Kaum weniger als {when}",
    hardlyMore: "Kaum mehr als {when}",
    firstDay: "{days, number}. {month}",
    firstDays: "1.–{days, number}. {month}",
    inMonth: "im {month}",
    endOfMonth: "Ende {month}",
    byDay: "bis zum {days, number}. {month}",
    onDay: "am {days, number}. {month}",
    alsoNone: "Auch {when} nichts",
    same: "Gleich viel wie {when}",
    none: "Nichts {when}",
    times: "{times}-mal so viel wie {when}",
  },
} satisfies Translation<typeof t>;
