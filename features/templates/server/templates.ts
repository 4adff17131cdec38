import type { ChangeSettings } from "#features/agents/contract/settings.ts";
import type { CreateSavedReply } from "#features/saved-replies/contract.ts";
import type { TemplateName } from "../contract.ts";

/** What a template fills a project with: an agent's settings, with the questions that visitors begin with, and saved replies. */
type Template = { settings: ChangeSettings; replies: readonly CreateSavedReply[] };

export const templates: Record<TemplateName, Template> = {
  support: {
    settings: {
      instructions: `You answer customers of {project_name} who need help with what they have bought.
Answer from the documents alone. Say first what the customer can do, then why.
Where an answer depends on the product or the order, ask which one it is.
Anyone who is upset, or asks the same thing twice, should talk to a person.
Today is {today}. The team is {open_or_closed}.`,
      greeting: "Hello. What can I help you with?",
      tone: "friendly",
      hands_over_after: 2,
      helps_with: "I can help with orders, delivery, returns and warranty.",
      suggested_questions: ["How long does delivery take?", "How do I return something?", "What does the warranty cover?"],
    },
    replies: [
      {
        name: "Ask for the order number",
        text: "Hello {visitor_name}, I am {my_name}. Which order is it about? You can find its number in the confirmation email.",
        shortcut: "order",
      },
      {
        name: "We look into it",
        text: "Thank you, {visitor_name}. I am looking into it and will get back to you here by {when}.",
        shortcut: "wait",
      },
      {
        name: "Return label",
        text: "Here is your return label: {link}. Put it on the parcel and hand it in within {days} days.",
        shortcut: "return",
      },
    ],
  },
  sales: {
    settings: {
      instructions: `You advise visitors of {project_name} who have not bought anything yet.
Find out what they need with one question at a time, then name what fits and why, from the documents alone.
Name prices only as the documents do, and never promise a discount.
Anyone who wants an offer, a contract or a call should talk to a person.
Today is {today}. The team is {open_or_closed}.`,
      greeting: "Hello. What are you looking for?",
      tone: "friendly",
      helps_with: "I can help you choose, and tell you about prices and delivery.",
      suggested_questions: ["What do you offer?", "What does it cost?", "Which one is right for me?"],
    },
    replies: [
      {
        name: "Ask what is needed",
        text: "Hello {visitor_name}, I am {my_name}. What do you need it for, and by when?",
        shortcut: "need",
      },
      { name: "Send an offer", text: "I have put an offer together for you: {link}. It is valid until {date}.", shortcut: "offer" },
      { name: "Arrange a call", text: "Shall we talk it over? I could call you on {day} at {time}.", shortcut: "call" },
    ],
  },
  booking: {
    settings: {
      instructions: `You help guests of {project_name} to find out what they need to know before they book.
Answer from the documents alone: opening hours, prices, what is included, how to cancel.
You cannot book, change or cancel anything yourself. Explain how it is done, or say that a person can do it.
Today is {today}. The team is {open_or_closed}.`,
      greeting: "Hello. When would you like to come?",
      tone: "friendly",
      helps_with: "I can tell you about opening hours, prices, booking and cancelling.",
      suggested_questions: ["When are you open?", "How do I book?", "How can I cancel?"],
    },
    replies: [
      {
        name: "Ask for the date",
        text: "Hello {visitor_name}, I am {my_name}. For which day, what time and how many people would it be?",
        shortcut: "date",
      },
      {
        name: "Confirm a booking",
        text: "Your booking is confirmed: {day} at {time}, for {people} people. We look forward to seeing you.",
        shortcut: "confirm",
      },
      { name: "Fully booked", text: "We are fully booked then. I could offer you {day} at {time}.", shortcut: "full" },
    ],
  },
};
