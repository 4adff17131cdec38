import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  givenOutcome: { answered: "Answered", suggested: "Suggested", declined: "Declined" },
  questionSheet: {
    title: "Try a question",
    sentence: "See what an agent would answer, and why. Nothing is stored or counted.",
    sentenceOfAgent: "See what this agent would answer, and why. Nothing is stored; what its model takes counts as usage.",
    answeredBy: "Answered by",
    builtIn: "Built-in answerer",
    question: "Question",
    example: "How long do I have to return an order?",
    ask: "Ask",
    answer: "Answer",
    nothing: "No passage matches this question",
    nothingSentence: "Add a document that answers it, or ask in the words that your documents use.",
    notAQuestion: "This is no question, so no passage was searched for.",
  },
  tried: {
    why: "Why",
    understood: "Understood as",
    found: "Found",
    foundNone: "No passage",
    foundSome: "{count, plural, one {# passage} other {# passages}}, the surest {confidence}",
    threshold: "Needed",
    enough: "{threshold}, so it is sure enough",
    tooLittle: "{threshold}, so nothing is sure enough",
  },
  triedPassage: { sure: "{confidence} sure", score: "Score {score}", quoted: "Quoted", shown: "Suggested" },
});
