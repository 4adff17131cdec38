/** An answer as far as it was said by now. */
export type AnswerUnderWay = { conversationId: string; messageId: string; text: string };

/** `text`: all of it so far, where somebody begins to listen or it began again; else what was added. */
export type AnswerNews =
  | { type: "begin"; messageId: string; text: string }
  | { type: "text"; messageId: string; delta: string }
  | { type: "end"; messageId: string };

type Hear = (news: AnswerNews) => void;

/** Answers that this process is giving at this moment, and who of the team looks at their conversations. */
const underWay = new Map<string, AnswerUnderWay>();
const listening = new Map<string, Set<Hear>>();

/** Tells those who look at a conversation what its agent is saying, as it says it. Nothing of it is kept. */
export function tellAnswer(conversationId: string, messageId: string): { add(delta: string): void; beginAgain(): void; end(): void } {
  const answer: AnswerUnderWay = { conversationId, messageId, text: "" };
  underWay.set(conversationId, answer);
  const tell = (news: AnswerNews) => {
    for (const hear of listening.get(conversationId) ?? []) hear(news);
  };
  tell({ type: "begin", messageId, text: "" });
  return {
    add(delta) {
      answer.text += delta;
      tell({ type: "text", messageId, delta });
    },
    beginAgain() {
      answer.text = "";
      tell({ type: "begin", messageId, text: "" });
    },
    end() {
      if (underWay.get(conversationId) === answer) underWay.delete(conversationId);
      tell({ type: "end", messageId });
    },
  };
}

/** Hears at once how far an answer is that is being given, and then what is added. @returns ends the listening */
export function hearAnswers(conversationId: string, hear: Hear): () => void {
  const all = listening.get(conversationId) ?? new Set();
  listening.set(conversationId, all.add(hear));
  const answer = underWay.get(conversationId);
  if (answer) hear({ type: "begin", messageId: answer.messageId, text: answer.text });
  return () => {
    all.delete(hear);
    if (all.size === 0 && listening.get(conversationId) === all) listening.delete(conversationId);
  };
}
