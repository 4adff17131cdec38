import { route, type Route } from "#access/router.ts";
import { createSavedReply } from "./create-saved-reply.ts";
import { deleteSavedReply } from "./delete-saved-reply.ts";
import { listSavedReplies } from "./list-saved-replies.ts";
import { readSavedReply } from "./read-saved-reply.ts";
import { updateSavedReply } from "./update-saved-reply.ts";

const replies = "/v1/organizations/{organization_id}/projects/{project_id}/saved-replies";

export const routes: Route[] = [
  route(`GET ${replies}`, listSavedReplies),
  route(`POST ${replies}`, createSavedReply),
  route(`GET ${replies}/{saved_reply_id}`, readSavedReply),
  route(`PATCH ${replies}/{saved_reply_id}`, updateSavedReply),
  route(`DELETE ${replies}/{saved_reply_id}`, deleteSavedReply),
];
