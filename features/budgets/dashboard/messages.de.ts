import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  agentCaps: {
    individualAgents: "Einzelne Agenten",
    sentence: "Ein Agent hält an seiner eigenen Obergrenze an oder an der der Organisation, je nachdem, welche zuerst erreicht ist.",
    list: "Agenten mit eigenen Obergrenzen",
    remove: "Obergrenzen von {name} entfernen",
  },
  budgetForm: {
    whoMay: "Das Budget ändern können {roles}.",
    saved: "Das Budget ist gespeichert.",
    savedOn: "Gespeichert am {updatedAt}",
    notSetYet: "Noch nicht festgelegt",
  },
  budgetSection: {
    budget: "Budget",
    sentence:
      "Was in einem Monat genutzt werden darf, von der ganzen Organisation und von einzelnen Agenten. Inhaber erhalten eine E-Mail bei 80 % und wenn es aufgebraucht ist. Leer heißt: keine Obergrenze.",
    failed: "Das Budget konnte nicht geladen werden.",
  },
  capRow: {
    planAllowsUntil: "Was Ihr Tarif bis {date} erlaubt. Unter Abrechnung sehen Inhaber, wie es mehr gibt.",
    planAllows: "Was Ihr Tarif erlaubt. Unter Abrechnung sehen Inhaber, wie es mehr gibt.",
    whenReached: "{label}: wenn die Obergrenze erreicht ist",
    noCap: "Keine Obergrenze",
    limit: "Höchstens {limit}. Vom Betreiber dieser Installation festgelegt.",
    stop: "Anhalten",
    stopHint: "Besuchern wird gesagt, dass der Chat nicht verfügbar ist",
    onlyWarn: "Nur warnen",
    warnHint: "Inhaber werden benachrichtigt, und nichts hält an",
  },
  warningWords: {
    noSms: "Bis {date} wird keine SMS gesendet.",
    noAnswers: "Agenten antworten bis {date} nicht.",
    budgetNearlySpent: "80 % des Budgets für {noun}{measure, select, flow { in diesem Monat} other {}} sind verbraucht.",
    budgetSpent: "Das Budget für {noun}{measure, select, flow { in diesem Monat} other {}} ist aufgebraucht.",
    planNearlyUsed: "Im Tarif enthaltene {noun}{measure, select, flow { dieses Zeitraums} other {}}: 80 % sind verbraucht.",
    planUsedUp: "Im Tarif enthaltene {noun}{measure, select, flow { dieses Zeitraums} other {}}: alles ist verbraucht.",
    onlyWarns: "Das ist nur eine Warnung: Nichts hält an.",
    owner: "Inhaber können es auf der Seite Nutzung erhöhen.",
    operator: "Der Betreiber dieser Installation hat es festgelegt.",
    billing: "Unter Abrechnung sehen Inhaber, wie es mehr gibt.",
    noStorage: "Zu Wissensdatenbanken kann nichts hinzugefügt werden, bis etwas gelöscht ist.",
  },
  agentSpent: { spent: "Das eigene Budget dieses Agenten ist aufgebraucht. <soft>{consequence}</soft>" },
  capStanding: {
    used: "{used} von {cap} verbraucht{hasReserved, select, yes {, {reserved} vorgemerkt} other {}}{hasLeft, select, yes {, {left} übrig} other {, nichts übrig}}",
  },
} satisfies Translation<typeof t>;
