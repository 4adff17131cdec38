import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  questions: {
    label: "Written questions",
    offer:
      "A model can write the questions that customers would ask of these passages. Agents then find a passage by those words too. The questions are never shown as text of the document.",
    write: "Write questions",
    writeRest: "Write the rest",
    counted:
      "{count, plural, one {# question is written. Its passage is found by it too.} other {# questions are written. Passages are found by them too.}}",
    none: "The model found nothing to ask of these passages.",
    without: "{count, plural, one {# passage has} other {# passages have}} no questions yet.",
    writing: "Questions are being written",
    progress: "{done, number} of {total, number} passages",
    failed: "For {count, plural, one {# passage} other {# passages}} the model wrote nothing that can be used.",
    stopped: "Stopped after {done, number} of {total, number} passages.",
    stop: "Stop",
    delete: "Delete questions",
    costTitle: "Write questions for {count, plural, one {# passage} other {# passages}}?",
    cost: "{model} reads each of them once. That takes about {input, number} tokens to read and {output, number} to write, which count in usage and budgets.",
    ofSources: "{count, plural, one {They are in # source.} other {They are in # sources.}}",
    costSentence: "The questions help to find passages. They are stored beside them and never shown as text of the document.",
    deleteTitle: "Delete the written questions?",
    deleteSentence: "The passages stay as they are, and are found by their own words. Writing the questions again takes tokens again.",
    failedToLoad: "The written questions could not be loaded.",
  },
});
