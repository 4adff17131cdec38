import { z } from "zod";

/** A page of the installation with the agent's chat. */
export const hostedPageFields = {
  hosted_page: z.boolean().describe("Whether the agent has a chat page of its own, at `/chat/` and its id."),
  hosted_page_title: z.string().trim().max(80, "A title has at most 80 characters.").describe("Empty: the agent's name."),
  hosted_page_description: z
    .string()
    .trim()
    .max(300, "A description has at most 300 characters.")
    .describe("What links to the page say below its title."),
  hosted_page_picture: z
    .string()
    .trim()
    .max(500, "An address has at most 500 characters.")
    .refine((text) => text === "" || URL.parse(text)?.protocol === "https:", "Enter an address that begins with https://.")
    .describe("The address of the picture that links to the page show; empty: none."),
  hosted_page_indexed: z.boolean().describe("Whether search engines may list the page."),
};
