import { procedure } from "#access/operation.ts";
import { ToolCalls } from "#features/answering/server/tool-calls.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import type { Limit } from "#platform/limits.ts";
import { TriedTool, TryTool } from "../contract.ts";
import { checkTools } from "./check-tools.ts";
import { openTools } from "./open-tools.ts";

/** How often the tools of one organization are called by hand. */
export const tryLimit: Limit = { name: "tool", points: 60, seconds: 600, of: "tries of tools" };

export const tryTool = procedure({
  name: "agent.try_tool",
  summary: "Calls a tool as an agent would, with arguments of yours, whether it is saved or not.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "agent:update",
  params: ["project_id"],
  input: TryTool,
  output: TriedTool,
  example: ({ project_id }) => ({
    params: { project_id },
    input: {
      tool: {
        kind: "http",
        name: "order_status",
        when: "When a visitor asks where their order is.",
        method: "GET",
        url: "https://api.example.com/orders",
        parameters: [{ name: "number", type: "string", description: "The number of the order.", required: true, in: "query" }],
        headers: [],
        timeout_seconds: 10,
        size_max_kb: 64,
        answer: "The order is {/status}.",
      },
      arguments: {},
    },
  }),
  async run({ platform, organization, params, request, transaction }, { tool, arguments: input }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const [opened] = await transaction(async ({ db, audit }) => {
      await findProject(db, organization.id, params.project_id);
      await checkTools(db, platform, place, [tool], { field: "tool." });
      audit(null);
      return openTools(db, platform, place, [tool]);
    });
    await platform.limits.take(tryLimit, organization.id);
    const calls = new ToolCalls(request.signal);
    const told = await calls.call({ ...opened!, asksFirst: null }, input);
    const [call] = calls.take();
    return { ...call!, text: "answer" in told ? told.answer.text : null };
  },
});
