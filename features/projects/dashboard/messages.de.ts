import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  deleteProjectDialog: {
    deleted: "{name} ist gelöscht.",
    title: "{name} löschen?",
    sentence:
      "Wissensdatenbank, Chat-Agenten und Unterhaltungen werden mitgelöscht, und die Widgets antworten nicht mehr. Das lässt sich nicht rückgängig machen.",
    deleteProject: "Projekt löschen",
  },
  firstProjectButton: { name: "Hilfe-Center", start: "Mit einem Hilfe-Center beginnen" },
  newProjectDialog: {
    title: "Neues Projekt",
    sentence: "Eines für jeden Ort, an dem Kunden Fragen stellen.",
    createProject: "Projekt anlegen",
  },
  projectCard: {
    conversationsOrMore: "{count}+ Unterhaltungen",
    sourcesOrMore: "{count}+ Quellen",
    agentsOrMore: "{count}+ Agenten",
    conversations: "{count, plural, one {# Unterhaltung} other {# Unterhaltungen}}",
    sources: "{count, plural, one {# Quelle} other {# Quellen}}",
    agents: "{count, plural, one {# Agent} other {# Agenten}}",
    lastActivity: "<unseen>Letzte Aktivität: </unseen><ago></ago>",
    actions: "Aktionen für {name}",
    rename: "Umbenennen",
    deleteProject: "Projekt löschen",
  },
  projectDetails: {
    whoMay: "Ändern können beides {roles}.",
    saved: "Das Projekt ist gespeichert.",
    hint: "Beides ist in der ganzen Organisation zu sehen.",
  },
  projectFields: { name: "Name", description: "Beschreibung", descriptionHint: "Freiwillig. Wofür dieses Projekt da ist." },
  projectSettingsPage: {
    title: "Projekteinstellungen",
    sentence: "{name} wurde am {createdAt} angelegt.",
    nameAndDescription: "Name und Beschreibung",
    detailsSentence: "Was Ihr Team sieht. Besucher sehen die Namen der Agenten.",
    deleteProject: "Projekt löschen",
    deleteSentence: "Das lässt sich nicht rückgängig machen.",
    deletedWithIt: "Mit ihm werden gelöscht:",
    knowledge: "die Wissensdatenbank mit allen Dateien und Texten darin,",
    agents: "die Chat-Agenten, deren Widgets sofort nicht mehr antworten,",
    conversations: "alle Unterhaltungen und Leads mit dem, was sie über Besucher enthalten.",
    whoMay: "Löschen können es {roles}.",
  },
  projectsPage: {
    newProject: "Neues Projekt",
    projects: "Projekte",
    sentence: "Ein Projekt umfasst eine Wissensdatenbank, ihre Chat-Agenten und deren Unterhaltungen.",
    searchProjects: "Projekte suchen",
    failed: "Die Projekte konnten nicht geladen werden.",
    counted: "{count, plural, one {# Projekt} other {# Projekte}}",
    none: "Noch kein Projekt",
    noneSentence: "Legen Sie für jeden Ort, an dem Kunden Fragen stellen, eines an: ein Hilfe-Center, einen Shop, eine Hotline.",
    whoMay: "Projekte anlegen können {roles}. Neue Projekte erscheinen hier.",
    noMatch: "Kein Projekt passt dazu",
    noMatchSentence: "Durchsucht werden Namen und Beschreibungen.",
  },
  renameProjectDialog: { title: "Projekt umbenennen", save: "Speichern" },
} satisfies Translation<typeof t>;
