import { z } from "zod";
import { CreateAgent, type Agent } from "../contract.ts";
import { AgentSettings } from "../contract/settings.ts";

const { name, allowed_origins, allow_web_views } = CreateAgent.shape;

/** What is no part of a version: how an agent is called and where it answers. */
export const OwnForm = z.object({ name, allowed_origins: allowed_origins.unwrap(), allow_web_views: allow_web_views.unwrap() });
export type OwnValues = z.input<typeof OwnForm>;
export type OwnResult = z.output<typeof OwnForm>;

export const ownOf = ({ name, allowed_origins, allow_web_views }: Agent): OwnValues => ({ name, allowed_origins, allow_web_views });

/** What a draft holds, as it is typed and as it is saved. */
export type DraftValues = z.input<typeof AgentSettings>;
export type DraftResult = z.output<typeof AgentSettings>;
