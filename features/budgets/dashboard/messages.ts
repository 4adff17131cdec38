import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  agentCaps: {
    individualAgents: "Individual agents",
    sentence: "An agent stops at its own cap or at the organization’s, whichever is reached first.",
    list: "Agents with caps of their own",
    remove: "Remove the caps of {name}",
  },
  budgetForm: {
    whoMay: "{roles} change the budget.",
    saved: "The budget is saved.",
    savedOn: "Saved on {updatedAt}",
    notSetYet: "Not set yet",
  },
  budgetSection: {
    budget: "Budget",
    sentence:
      "What may be used in a month, by the whole organization and by individual agents. Owners are told by mail at 80 % and when it is spent. Empty means no cap.",
    failed: "The budget could not be loaded.",
  },
  capRow: {
    planAllowsUntil: "What your plan allows until {date}. Under Billing, Owners can see how to get more.",
    planAllows: "What your plan allows. Under Billing, Owners can see how to get more.",
    whenReached: "{label}: when it is reached",
    noCap: "No cap",
    limit: "At most {limit}. Set by the operator of this installation.",
    stop: "Stop",
    stopHint: "Visitors are told that the chat is not available",
    onlyWarn: "Only warn",
    warnHint: "Owners are told, and nothing stops",
  },
  warningWords: {
    noSms: "No text message is sent until {date}.",
    noAnswers: "Agents do not answer until {date}.",
    budgetNearlySpent: "80 % of the budget of {noun}{measure, select, flow { for this month} other {}} is used.",
    budgetSpent: "The budget of {noun}{measure, select, flow { for this month} other {}} is spent.",
    planNearlyUsed: "80 % of the {noun} {measure, select, flow {of this period are} other {is}} used.",
    planUsedUp: "The {noun} {measure, select, flow {of this period are} other {is}} used up.",
    onlyWarns: "It only warns: nothing stops.",
    owner: "An Owner can raise it on the Usage page.",
    operator: "It was set by the operator of this installation.",
    billing: "Under Billing, an Owner can see how to get more.",
    noStorage: "Nothing can be added to a knowledge base until something is deleted.",
  },
  agentSpent: { spent: "This agent’s own budget is spent. <soft>{consequence}</soft>" },
  capStanding: {
    used: "{used} of {cap} used{hasReserved, select, yes {, {reserved} reserved} other {}}{hasLeft, select, yes {, {left} left} other {, none left}}",
  },
});
