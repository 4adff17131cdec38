import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  newAgentDialog: {
    greetingDefault: "Hello. How can I help?",
    title: "New agent",
    sentence: "It answers from this project's knowledge base at once.",
    createAgent: "Create agent",
    name: "Name",
    nameHint: "Visitors see it above the chat.",
    greeting: "Greeting",
    greetingHint: "What it says before a visitor asks anything.",
    beginsWith: "Begin with",
    blank: "Nothing",
    blankHint: "A greeting alone. You write the rest.",
    support: "Support",
    supportHint: "Instructions, suggested questions and saved replies for customers who need help. All of it can be changed.",
    sales: "Sales",
    salesHint: "Instructions, suggested questions and saved replies for visitors who choose. All of it can be changed.",
    booking: "Booking",
    bookingHint: "Instructions, suggested questions and saved replies for guests who want to come. All of it can be changed.",
  },
});
