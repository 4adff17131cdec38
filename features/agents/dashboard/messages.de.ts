import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  addAgent: {
    project: "Projekt des Agenten",
    add: "Agent hinzufügen aus …",
    none: "Es hat keinen Agenten.",
    allListed: "Alle seine Agenten stehen in der Liste.",
    agent: "Agent",
    choose: "Agent auswählen",
    notListed: "Die Agenten konnten nicht geladen werden.",
  },
  agentSettings: {
    whoMay: "Ändern können ihn {roles}.",
    saved: "Der Agent ist gespeichert.",
    hint: "Änderungen gelten ab der nächsten Antwort.",
    name: "Name",
    nameHint: "Besucher sehen ihn über dem Chat.",
    instructions: "Anweisungen",
    instructionsHint:
      "Wie er sprechen und was er Menschen überlassen soll. Ein Modell folgt ihnen; der eingebaute Antwortgeber zitiert nur.",
    greeting: "Begrüßung",
    greetingHint: "Was er sagt, bevor jemand etwas fragt.",
    handsOver: "Besucher können nach einem Menschen fragen",
    handsOverHint:
      "Eine Schaltfläche im Chat oder Worte wie „Kann ich mit jemandem sprechen?“ lassen die Unterhaltung auf Ihr Team warten.",
  },
  agentsPage: {
    name: "Name",
    model: "Modell",
    websites: "Websites",
    changed: "Geändert",
    newAgent: "Neuer Agent",
    chatAgents: "Chat-Agenten",
    sentence: "Jeder antwortet Besuchern aus der Wissensdatenbank dieses Projekts.",
    failed: "Die Chat-Agenten konnten nicht geladen werden.",
    counted: "{count, plural, one {# Chat-Agent} other {# Chat-Agenten}}",
    none: "Noch kein Chat-Agent",
    noneSentence:
      "Ein Agent hat einen Namen, eine Begrüßung und Anweisungen. Probieren Sie ihn hier aus und binden Sie ihn dann mit einer Zeile in Ihre Website ein.",
    whoMay: "Agenten anlegen können {roles}. Neue Agenten erscheinen hier.",
    list: "Chat-Agenten",
    installationDefault: "Vorgabe der Installation",
    builtInAnswerer: "Eingebauter Antwortgeber",
    anyWebsite: "Jede Website",
    websiteCount: "{count, plural, one {# Website} other {# Websites}}",
  },
  deleteAgentDialog: {
    deleted: "{name} ist gelöscht.",
    title: "{name} löschen?",
    sentence:
      "Der Agent antwortet nirgends mehr, wo er eingebunden ist, und seine Unterhaltungen werden mitgelöscht. Das lässt sich nicht rückgängig machen.",
    deleteAgent: "Agent löschen",
  },
  modelFields: {
    installationDefaultIs: "Vorgabe der Installation ({model})",
    installationDefault: "Vorgabe der Installation",
    builtIn: "eingebauter Antwortgeber",
    theBuiltIn: "Der eingebaute Antwortgeber",
    model: "Modell",
    notListed: "Die Modelle konnten nicht geladen werden.",
    temperature: "Temperatur",
    builtInTemperature: "Der eingebaute Antwortgeber verwendet sie nicht.",
    temperatureHint:
      "Von 0, immer die wahrscheinlichsten Worte, bis 2, die freiesten. Leer gilt die Einstellung des Modells.",
    notOfferedHint:
      "{named} wird hier nicht angeboten. Stattdessen antwortet {model}. Wählen Sie ein anderes Modell, oder bitten Sie den Betreiber, es in MODELS_ALLOWED aufzunehmen.",
    onlyBuiltIn:
      "Verfügbar ist nur der eingebaute Antwortgeber, der Ihre Dokumente zitiert. Um ein Modell anzubinden, setzt der Betreiber MODEL_BASE_URL und MODEL_NAME und startet den Server neu.",
    notOffered: "Nicht angeboten",
  },
  newAgentDialog: {
    greetingDefault: "Hallo! Wie kann ich helfen?",
    title: "Neuer Agent",
    sentence: "Er antwortet sofort aus der Wissensdatenbank dieses Projekts.",
    createAgent: "Agent anlegen",
    name: "Name",
    nameHint: "Besucher sehen ihn über dem Chat.",
    greeting: "Begrüßung",
    greetingHint: "Was er sagt, bevor jemand etwas fragt.",
  },
  originsField: {
    example: "https://www.example.com",
    removeEmpty: "Diese Website entfernen",
    remove: "{origin} entfernen",
    allowedWebsites: "Erlaubte Websites",
    website: "Website {number, number}",
    addAWebsite: "Website hinzufügen",
    anyWebsite: "Er antwortet auf jeder Website. Nennen Sie einige, um ihn auf diese zu beschränken.",
    theseWebsites:
      "Er antwortet auf diesen und in Testchats. https://*.example.com steht für jede Subdomain, nicht aber für example.com selbst.",
    allowWebViews: "Auch Apps und Dateien",
    allowWebViewsHint:
      "Öffnet ihn für Seiten ohne Webadresse: Origin null und file://, das eigene Schema einer App wie capacitor://localhost oder ionic://localhost sowie http(s)://localhost. Auch abgeschottete Frames auf beliebigen Websites senden null.",
  },
  snippet: {
    sentence: "Eine Zeile vor {tag}, auf jeder Seite, die den Chat haben soll.",
    onYourWebsite: "Auf Ihrer Website",
    copySnippet: "Snippet kopieren",
  },
  testPageLink: {
    whoMay: "Einen Link teilen können {roles}.",
    noLink: "Kein Link ist geteilt. {whoMay}",
    failed: "Die Testseite konnte nicht geladen werden.",
    shareTestPage: "Testseite teilen",
    link: "Link zur Testseite",
    copyLink: "Link kopieren",
    open: "Öffnen",
    renewLink: "Link erneuern",
    endLink: "Link beenden",
    renewTitle: "Link erneuern?",
    renewSentence: "Der alte Link endet sofort. Wer den Agenten weiter testen möchte, braucht den neuen.",
    endTitle: "Link beenden?",
    endSentence: "Die Seite zeigt den Agenten sofort nicht mehr. Sie können jederzeit einen neuen Link teilen.",
  },
} satisfies Translation<typeof t>;
