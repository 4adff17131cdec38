import { z } from "zod";

export const questionLengthMax = 255;
const answerLengthMax = 10_000;

const Name = z.string().trim().min(1, "Enter a name.").max(questionLengthMax, "A name has at most 255 characters.");
const Question = z.string().trim().min(1, "Enter the question.").max(questionLengthMax, "A question has at most 255 characters.");
const Answer = z
  .string()
  .trim()
  .min(1, "Enter the answer.")
  .max(answerLengthMax, "An answer has at most 10,000 characters.")
  .describe("What agents answer, as Markdown.");

export const CreateAnswer = z.object({ question: Question, answer: Answer });
export type CreateAnswer = z.input<typeof CreateAnswer>;

export const UpdateSource = z.object({
  name: Name.optional().describe("Of an answer, its question."),
  answer: Answer.optional().describe("Of an answer alone."),
});
export type UpdateSource = z.input<typeof UpdateSource>;
