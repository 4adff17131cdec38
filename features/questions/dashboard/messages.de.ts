import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  questions: {
    label: "Geschriebene Fragen",
    offer:
      "Ein Modell kann die Fragen schreiben, die Kunden zu diesen Textstellen stellen würden. Agenten finden eine Textstelle dann auch über diese Worte. Die Fragen werden nie als Text des Dokuments gezeigt.",
    write: "Fragen schreiben",
    writeRest: "Übrige schreiben",
    counted:
      "{count, plural, one {# Frage ist geschrieben. Auch über sie wird ihre Textstelle gefunden.} other {# Fragen sind geschrieben. Auch über sie werden Textstellen gefunden.}}",
    ofSources: "{count, plural, one {Sie stehen in # Quelle.} other {Sie stehen in # Quellen.}}",
    none: "Das Modell fand zu diesen Textstellen nichts zu fragen.",
    without: "{count, plural, one {# Textstelle hat} other {# Textstellen haben}} noch keine Fragen.",
    writing: "Fragen werden geschrieben",
    progress: "{done, number} von {total, number} Textstellen",
    failed: "Zu {count, plural, one {# Textstelle} other {# Textstellen}} schrieb das Modell nichts Brauchbares.",
    stopped: "Nach {done, number} von {total, number} Textstellen angehalten.",
    stop: "Anhalten",
    delete: "Fragen löschen",
    costTitle: "Fragen zu {count, plural, one {# Textstelle} other {# Textstellen}} schreiben?",
    cost: "{model} liest jede davon einmal. Das braucht etwa {input, number} Tokens zum Lesen und {output, number} zum Schreiben, die zu Nutzung und Budgets zählen.",
    costSentence: "Die Fragen helfen, Textstellen zu finden. Sie werden daneben gespeichert und nie als Text des Dokuments gezeigt.",
    deleteTitle: "Die geschriebenen Fragen löschen?",
    deleteSentence:
      "Die Textstellen bleiben, wie sie sind, und werden über ihre eigenen Worte gefunden. Neu geschriebene Fragen brauchen wieder Tokens.",
    failedToLoad: "Die geschriebenen Fragen konnten nicht geladen werden.",
  },
} satisfies Translation<typeof t>;
