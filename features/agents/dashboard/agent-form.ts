import { z } from "zod";
import { CreateAgent, type Agent } from "../contract.ts";
import { hostedPageFields } from "../contract/hosted-page.ts";
import { AgentSettings } from "../contract/settings.ts";

const { name, allowed_origins, allow_web_views } = CreateAgent.shape;

/** What is no part of a version: how an agent is called, where it answers, and its page. */
export const OwnForm = z.object({
  name,
  allowed_origins: allowed_origins.unwrap(),
  allow_web_views: allow_web_views.unwrap(),
  ...hostedPageFields,
});
export type OwnValues = z.input<typeof OwnForm>;
export type OwnResult = z.output<typeof OwnForm>;

export const ownOf = (agent: Agent): OwnValues => ({
  name: agent.name,
  allowed_origins: agent.allowed_origins,
  allow_web_views: agent.allow_web_views,
  hosted_page: agent.hosted_page,
  hosted_page_title: agent.hosted_page_title,
  hosted_page_description: agent.hosted_page_description,
  hosted_page_picture: agent.hosted_page_picture,
  hosted_page_indexed: agent.hosted_page_indexed,
});

/** What a draft holds, as it is typed and as it is saved. */
export type DraftValues = z.input<typeof AgentSettings>;
export type DraftResult = z.output<typeof AgentSettings>;
