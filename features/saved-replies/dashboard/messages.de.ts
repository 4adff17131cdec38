import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  savedReplies: {
    title: "Textbausteine",
    find: "Textbaustein suchen",
    list: "Textbausteine",
    failed: "Die Textbausteine konnten nicht geladen werden.",
    loading: "Wird geladen",
    none: "Noch kein Textbaustein",
    noneSentence: "Speichern Sie, was Sie Besuchern immer wieder schreiben, und fügen Sie es mit wenigen Tasten ein.",
    whoMay: "Textbausteine schreiben {roles}.",
    noMatch: "Kein Textbaustein enthält diese Worte.",
    shortcut: "/{shortcut}",
    preview: "Was eingefügt wird",
    insert: "Einfügen",
    add: "Neuer Textbaustein",
    edit: "Bearbeiten",
    delete: "Löschen",
    deleteTitle: "Textbaustein „{name}“ löschen?",
    deleteSentence: "Niemand kann ihn mehr einfügen. Was damit gesendet wurde, bleibt.",
    deleteAction: "Textbaustein löschen",
  },
  replyForm: {
    add: "Neuer Textbaustein",
    edit: "Textbaustein bearbeiten",
    name: "Name",
    text: "Text",
    textHint:
      "'{visitor_name}', '{agent_name}', '{my_name}' und '{project_name}' werden beim Einfügen ausgefüllt. Jedes andere Wort in geschweiften Klammern, etwa '{order_number}', ist eine Lücke, die von Hand ausgefüllt wird.",
    shortcut: "Kürzel",
    shortcutHint: "Tippen Sie / und dieses Wort in eine leere Antwort, um ihn zu finden.",
    save: "Speichern",
  },
} satisfies Translation<typeof t>;
