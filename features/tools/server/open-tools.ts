import { z } from "zod";
import type { AgentTool } from "#features/answering/server/agent-tool.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { asksServer, type ToolSetting } from "../contract.ts";
import type { OwnTool } from "../contract/own-tool.ts";
import { questionBefore } from "../contract/http-tool.ts";
import { inputSchemaOf } from "../contract/json-schema.ts";
import { nameOfTicked } from "../contract/mcp-tool.ts";
import { callHttp } from "./http/call-http.ts";
import { inputOf } from "./input-of.ts";
import { callMcp } from "./mcp/call-mcp.ts";
import type { Place } from "./secrets/find-secret.ts";
import { openSecrets } from "./secrets/open-secrets.ts";

/** The tools of an agent, ready to be called: where they ask and what they send in secret is settled here. */
export async function openTools(db: Db, platform: Platform, place: Place, tools: readonly ToolSetting[]): Promise<AgentTool[]> {
  if (tools.length === 0) return [];
  const secrets = await openSecrets(db, platform, place, tools.filter(asksServer));
  return tools.flatMap((tool): AgentTool[] => {
    if (!asksServer(tool)) return [ownTool(tool)];
    const asksFirst = (question: string | null) => (question === null ? null : { question, sentTo: new URL(tool.url).host });
    if (tool.kind === "http")
      return [
        {
          name: tool.name,
          when: tool.when,
          input: inputOf(tool.parameters),
          asksFirst: asksFirst(questionBefore(tool)),
          call: (input, signal) => callHttp(platform.connector, tool, secrets, input, signal),
        },
      ];
    return tool.tools.flatMap((ticked) => {
      const input = inputSchemaOf(ticked.input);
      if (!input) return [];
      const name = nameOfTicked(tool.name, ticked.name);
      const call: AgentTool["call"] = (filled, signal) => callMcp(platform.connector, tool, ticked, secrets, filled, signal);
      return [{ name, when: ticked.when, input, asksFirst: asksFirst(ticked.confirm), call }];
    });
  });
}

/** What it does is done where the answer is stored. */
const ownTool = ({ kind, when }: OwnTool): AgentTool => ({
  name: kind,
  when,
  input: z.strictObject({}),
  asksFirst: null,
  effect: kind,
  call: () => Promise.reject(new Error(`${kind} asks no server.`)),
});
