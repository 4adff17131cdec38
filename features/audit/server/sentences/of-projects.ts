import { changed, named, type Predicate } from "./words.ts";

/** What is done in projects: agents and knowledge included. */
export const ofProjects: Record<string, Predicate> = {
  "project.create": (entry) => `created the project${named(entry)}`,
  "project.update": (entry) => changed(entry, `the project${named(entry)}`),
  "project.delete": (entry) => `deleted the project${named(entry)} with everything in it`,
  "agent.create": (entry) => `created the chat agent${named(entry)}`,
  "agent.update": (entry) => changed(entry, `the chat agent${named(entry)}`),
  "agent.delete": (entry) => `deleted the chat agent${named(entry)}`,
  "agent.share_test_page": (entry) => `shared a test page of the chat agent${named(entry)}`,
  "agent.end_test_page": (entry) => `ended the test page of the chat agent${named(entry)}`,
  "source.upload": (entry) => `uploaded the file${named(entry)}`,
  "source.create_text": (entry) => `added the text${named(entry)} to the knowledge base`,
  "source.create_sample": (entry) => `added the sample${named(entry)} to the knowledge base`,
  "source.sync": (entry) => `had the source${named(entry)} read again`,
  "source.delete": (entry) => `deleted the source${named(entry)}`,
};
