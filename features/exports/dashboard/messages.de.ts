import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  exportRow: {
    exportOf: "Export vom {time}",
    downloadOf: "Export vom {time} herunterladen",
    download: "Herunterladen",
    expired: "Abgelaufen",
    failed: "Fehlgeschlagen",
    tryAgain: "Erneut versuchen",
    inProgress: "In Arbeit für {by}",
    removedOn: "{size} · entfernt am {date} · {by}",
    until: "{size} · bis {date} · {by}",
    holdsErased: "{until} · enthält vielleicht, was seither gelöscht wurde",
    stopExport: "Export abbrechen",
    stopTitle: "Diesen Export abbrechen?",
    stopSentence: "Was bisher zusammengetragen ist, wird verworfen. Sie können jederzeit neu beginnen.",
    deleteArchive: "Archiv löschen",
    deleteTitle: "Dieses Archiv löschen?",
    deleteSentence: "Danach kann es niemand mehr herunterladen. Die Organisation selbst bleibt, wie sie ist.",
    removeFromList: "Aus der Liste entfernen",
    removeTitle: "Diesen Export aus der Liste entfernen?",
    goneSentence: "Das Archiv ist bereits gelöscht. Im Audit-Protokoll bleibt es vermerkt.",
    noArchiveSentence: "Ein Archiv gibt es nicht. Im Audit-Protokoll bleibt der Export vermerkt.",
    actions: "Aktionen für den Export vom {time}",
  },
  exportSection: {
    export: "Export",
    everything:
      "Alles in der Organisation, als ein Archiv: Einstellungen, Mitglieder, Projekte, Agenten, Quellen mit ihren Dateien, Unterhaltungen, Einträge des Audit-Protokolls. Keine Passwörter und keine Schlüssel. <docs>Was darin ist</docs>",
    failed: "Die Exporte konnten nicht geladen werden.",
    counted: "{count, plural, one {# Export} other {# Exporte}}",
    none: "Noch keine Exporte",
    noneSentence: "Ein Archiv entsteht im Hintergrund und wird {days, number} Tage aufbewahrt.",
    exports: "Exporte",
    kept: "Ein Archiv wird {days, number} Tage aufbewahrt.",
    mailFollows: "Sie können diese Seite verlassen: Wir senden Ihnen eine E-Mail, wenn es fertig ist.",
    continues: "Sie können diese Seite verlassen: Der Export läuft ohne Sie weiter.",
    exportOrganization: "Organisation exportieren",
  },
} satisfies Translation<typeof t>;
