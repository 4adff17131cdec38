import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi, organizationPath } from "#browser/api/api.ts";
import { ApiError } from "#browser/api/api-error.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { organizationUpload, type UploadOptions } from "#browser/api/upload.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { Conversation, ConversationChoices, ConversationCounts, ConversationPage, Message, type ConversationFilter } from "../contract.ts";
import { Attachment } from "../contract/attachment.ts";
import type { UpdateConversation } from "../contract/handover.ts";
import { conversationsKey } from "./conversation-facts.ts";

export const conversationsPerPage = 50;
const messagesPerCall = 100;

export type ListFilter = ConversationFilter & { query?: string | undefined };

/** A page of the conversations that the filter asks for, newest first. */
export const conversationsQuery = (organizationId: string, projectId: string, filter: ListFilter, page = 1) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), "list", { ...filter, page }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/conversations"), ConversationPage, {
        signal,
        search: { ...filter, page, per_page: conversationsPerPage },
      }),
    placeholderData: keepPreviousData,
  });

/** How many the filter asks for. */
export const howManyQuery = (organizationId: string, projectId: string, filter: ListFilter) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), "how-many", filter],
    queryFn: async ({ signal }) => {
      const search = { ...filter, per_page: 1 };
      const path = projectPath(projectId, "/conversations");
      return (await organizationApi(organizationId)(path, ConversationPage, { signal, search })).total;
    },
  });

/** How many wait for a person and are with whom; kept up to date in a tab that nobody sees too, whose title says it. */
export const countsQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), "counts"],
    meta: { evenHidden: true },
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/conversation-counts"), ConversationCounts, { signal }),
  });

/** The websites and tags to choose from. */
export const choicesQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), "choices"],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/conversation-choices"), ConversationChoices, { signal }),
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

/** What can be done with a conversation of the project in the address. */
export function useConversationActions(conversationId: string) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const client = useQueryClient();
  const refresh = useRefresh(conversationsKey(organizationId, projectId));
  const call = organizationApi(organizationId);
  const path = (rest?: string) => conversationPath(projectId, conversationId, rest);
  const { queryKey } = conversationQuery(organizationId, projectId, conversationId);

  /** What the answer says is shown at once; the rest is read again, also where it was refused. */
  async function shown<Answer>(change: Promise<Answer>, show: (answer: Answer) => void): Promise<Answer> {
    try {
      const answer = await change;
      show(answer);
      return answer;
    } finally {
      void refresh();
    }
  }
  const showConversation = (conversation: Conversation) => void client.setQueryData(queryKey, conversation);
  const showMessage = (message: Message) =>
    void client.setQueryData(messagesQuery(organizationId, projectId, conversationId).queryKey, (all) =>
      all?.some(({ id }) => id === message.id) ? all : all && [...all, message],
    );
  const move = (what: "take-over" | "give-back" | "close" | "reopen") =>
    shown(call(path(`/${what}`), Conversation, { method: "POST", body: {} }), showConversation);
  const write = (where: "messages" | "notes", body: { text: string; attachments?: readonly string[] }, once: string) =>
    shown(call(path(`/${where}`), Message, { method: "POST", body, once }), showMessage).catch((error: unknown) => {
      // It had arrived, and is read again with the rest.
      if (!(error instanceof ApiError && error.code === "already_done")) throw error;
    });
  return {
    takeOver: () => move("take-over"),
    giveBack: () => move("give-back"),
    close: () => move("close"),
    reopen: () => move("reopen"),
    update: (body: UpdateConversation) => shown(call(path(), Conversation, { method: "PATCH", body }), showConversation),
    /** `once`: the same for what is sent again because no answer came. */
    reply: (text: string, attachments: readonly string[], once: string) => write("messages", { text, attachments }, once),
    note: (text: string, once: string) => write("notes", { text }, once),
    /** A file of a reply that is not sent yet. */
    upload: (form: FormData, options: UploadOptions) => organizationUpload(organizationId)(path("/attachments"), form, Attachment, options),
    /** Said to the visitor now and then; whether it arrives matters to nobody. */
    tellTyping: () => void call(path("/typing"), z.null(), { method: "POST", body: {} }).catch(() => {}),
    markRead: () => refresh.after(call(path("/read"), z.null(), { method: "POST", body: {} })),
    /** `leave` goes away from it, before it is forgotten. */
    async remove(leave: () => void): Promise<void> {
      await call(path(), z.null(), { method: "DELETE" });
      leave();
      client.removeQueries({ queryKey });
      await refresh();
    },
  };
}

export const attachmentAddress = (organizationId: string, projectId: string, conversationId: string, id: string): string =>
  organizationPath(organizationId, conversationPath(projectId, conversationId, `/attachments/${encodeURIComponent(id)}`));

export function conversationPath(projectId: string, conversationId: string, rest = ""): string {
  return projectPath(projectId, `/conversations/${encodeURIComponent(conversationId)}${rest}`);
}
