import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  savedReplies: {
    title: "Saved replies",
    find: "Find a saved reply",
    list: "Saved replies",
    failed: "The saved replies could not be loaded.",
    loading: "Loading",
    none: "No saved reply yet",
    noneSentence: "Save what you write to visitors again and again, and insert it with a few keys.",
    whoMay: "{roles} write saved replies.",
    noMatch: "No saved reply has these words.",
    shortcut: "/{shortcut}",
    preview: "What is inserted",
    insert: "Insert",
    add: "New saved reply",
    edit: "Edit",
    delete: "Delete",
    deleteTitle: "Delete the saved reply “{name}”?",
    deleteSentence: "Nobody can insert it any more. What was sent of it stays.",
    deleteAction: "Delete saved reply",
  },
  replyForm: {
    add: "New saved reply",
    edit: "Edit saved reply",
    name: "Name",
    text: "Text",
    textHint:
      "'{visitor_name}', '{agent_name}', '{my_name}' and '{project_name}' are filled when it is inserted. Any other word in braces, such as '{order_number}', is a blank that is filled by hand.",
    shortcut: "Shortcut",
    shortcutHint: "Type / and this word in an empty reply to find it.",
    save: "Save",
  },
});
