import { z } from "zod";

const sentenceLengthMax = 300;
const Sentence = z
  .string()
  .trim()
  .max(sentenceLengthMax, "A sentence has at most 300 characters.")
  .nullable()
  .transform((text) => text || null);
const Clock = (end: boolean) =>
  z.string().regex(end ? /^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/ : /^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time such as 09:00.");

/** Hours of one day of the week, 1 for Monday to 7 for Sunday. */
const OfficeHours = z
  .object({ day: z.int().min(1).max(7), from: Clock(false), to: Clock(true) })
  // What is no time is said where it stands.
  .refine(({ from, to }) => from.length !== to.length || from < to, {
    message: "The end is after the beginning; hours that pass midnight are two lines.",
    path: ["to"],
  });

/** When people of a project can be asked for. Fields that are left out are as they are by default. */
export const UpdateAvailability = z.object({
  hours: z
    .array(OfficeHours)
    .min(1, "Add hours, or choose that somebody is there at any time.")
    .max(50, "At most 50 lines.")
    .nullable()
    .default(null)
    .describe("In the organization's time zone; null: at any time."),
  holidays: z
    .array(z.iso.date("Enter a date."))
    .max(200, "At most 200 holidays.")
    .overwrite((days) => [...new Set(days)].toSorted())
    .default([])
    .describe("Days without hours."),
  expected: Sentence.default(null).describe("What visitors are told who ask for a person; null: nothing."),
  expected_closed: Sentence.default(null).describe("The same outside the hours."),
  wait_minutes: z
    .int("Enter whole minutes.")
    .min(1, "Enter 1 to 1,440 minutes.")
    .max(1_440, "Enter 1 to 1,440 minutes.")
    .nullable()
    .default(null)
    .describe("After so many minutes within the hours without anybody the agent has the conversation again; null: never."),
  in_turn: z.boolean().default(false).describe("Whether what waits is meant for those who are there, in turn."),
  limit_each: z
    .int("Enter a whole number.")
    .min(1, "Enter 1 to 100.")
    .max(100, "Enter 1 to 100.")
    .default(5)
    .describe("So many open conversations at most are given to one person in turn."),
});
export type UpdateAvailability = z.input<typeof UpdateAvailability>;

export const Availability = z.object({
  ...UpdateAvailability.shape,
  /** That of the organization, in which the hours are meant. */
  time_zone: z.string(),
  version: z.number(),
  updated_at: z.string(),
});
export type Availability = z.output<typeof Availability>;
