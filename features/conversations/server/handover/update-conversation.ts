import { operation } from "#access/operation.ts";
import type { Permission } from "#access/permissions.ts";
import { forbidden } from "#platform/errors.ts";
import type { Db } from "#platform/database/transaction.ts";
import { Conversation } from "../../contract.ts";
import { UpdateConversation } from "../../contract/handover.ts";
import { counted } from "../insert-message.ts";
import { findConversation } from "../read-conversation.ts";
import { conversationTarget } from "./audited-move.ts";
import { insertLine, lockInProject, moveHandover, type ConversationRow } from "./move-handover.ts";
import { actingMember, memberToAssign, type TeamMember } from "./team-member.ts";

/** What each field takes. */
const permissionOf = { assigned_to: "conversation:assign", tags: "conversation:reply" } as const satisfies Record<string, Permission>;

export const updateConversation = operation({
  name: "conversation.update",
  summary: "Assigns a conversation to somebody of the team, or to nobody, and changes its tags. Who has it can hand it to another so.",
  scope: "organization",
  kind: "write",
  says: ({ after }) =>
    [after && "tags" in after && "changed the tags of a conversation", after && "assigned_to" in after && "assigned a conversation"]
      .filter(Boolean)
      .join(" and ") || "changed a conversation",
  permission: permissionOf.tags,
  // Who can assign alone is let in as well; each field then asks for its own.
  own: { permission: permissionOf.assigned_to, owns: async () => true },
  params: ["project_id", "conversation_id"],
  input: UpdateConversation,
  output: Conversation,
  // It holds what a visitor said, of which an erasure leaves nothing.
  secretAnswer: true,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id }, input: { tags: ["delivery"] } }),
  async run({ db, organization, actor, permissions, params, audit }, changes) {
    for (const field of Object.keys(permissionOf) as (keyof typeof permissionOf)[])
      if (changes[field] !== undefined && !permissions.has(permissionOf[field])) throw forbidden();
    const conversation = await lockInProject(db, organization.id, params);
    const member = await actingMember(db, organization.id, actor);
    const after: Record<string, unknown> = {};
    if (changes.tags !== undefined && changes.tags.join("\n") !== conversation.tags.join("\n")) {
      await change(db, conversation, { tags: changes.tags });
      // Tags are words of the team's own choosing, and may name somebody: the log counts them.
      after["tags"] = changes.tags.length;
    }
    if (changes.assigned_to !== undefined && changes.assigned_to !== conversation.assigned_to) {
      await assign(db, conversation, changes.assigned_to === null ? null : await memberToAssign(db, organization.id, changes.assigned_to));
      after["assigned_to"] = changes.assigned_to;
    }
    const before = { tags: conversation.tags.length, assigned_to: conversation.assigned_to };
    const changed = Object.keys(after) as (keyof typeof before)[];
    audit(
      changed.length === 0
        ? null
        : {
            target: conversationTarget(conversation.id),
            before: Object.fromEntries(changed.map((field) => [field, before[field]])),
            after,
          },
    );
    return findConversation(db, organization.id, params.project_id, conversation.id, member.id);
  },
});

/** Somebody who has it hands it on; without anybody it waits again. Otherwise it is meant for somebody, and stays with the agent. */
async function assign(db: Db, conversation: ConversationRow, to: TeamMember | null): Promise<void> {
  if (conversation.handover !== "person") return change(db, conversation, { assigned_to: to?.id ?? null });
  if (to === null) return void (await moveHandover(db, conversation, "leave", null));
  await change(db, conversation, { assigned_to: to.id, ...counted });
  await insertLine(db, conversation, "assign", to);
}

async function change(
  db: Db,
  { organization_id, id }: ConversationRow,
  values: { tags: string[] } | ({ assigned_to: string | null } & Partial<typeof counted>),
): Promise<void> {
  await db.updateTable("conversations").set(values).where("organization_id", "=", organization_id).where("id", "=", id).execute();
}
