import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { projectPath } from "#features/projects/dashboard/project.ts";
import { Conversation, ConversationPage, Message, type Outcome } from "../contract.ts";

const conversationsPerPage = 30;
const messagesPerCall = 100;

export type ConversationFilter = {
  page: number;
  query?: string | undefined;
  agent_id?: string | undefined;
  outcome?: Outcome | undefined;
};

export const conversationsQuery = (organizationId: string, projectId: string, filter: ConversationFilter) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), filter],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/conversations"), ConversationPage, {
        signal,
        search: { ...filter, per_page: conversationsPerPage },
      }),
    placeholderData: keepPreviousData,
  });

export const conversationQuery = (organizationId: string, projectId: string, conversationId: string) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), conversationId],
    queryFn: ({ signal }) => organizationApi(organizationId)(conversationPath(projectId, conversationId), Conversation, { signal }),
  });

/** All that was said, oldest first. */
export const messagesQuery = (organizationId: string, projectId: string, conversationId: string) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), conversationId, "messages"],
    queryFn: async ({ signal }) => {
      const all: Message[] = [];
      for (let page = 1; ; page += 1) {
        const path = conversationPath(projectId, conversationId, "/messages");
        const search = { page, per_page: messagesPerCall };
        const { data, total } = await organizationApi(organizationId)(path, listOf(Message), { signal, search });
        all.push(...data);
        if (data.length === 0 || all.length >= total) return all;
      }
    },
  });

const conversationsKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "conversations"];

function conversationPath(projectId: string, conversationId: string, rest = ""): string {
  return projectPath(projectId, `/conversations/${encodeURIComponent(conversationId)}${rest}`);
}
