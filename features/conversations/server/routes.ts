import { route, type Route } from "#access/router.ts";
import { sendMessage } from "./answer-message.ts";
import { readAttachment, readOwnAttachment } from "./attachments/read-attachment.ts";
import { uploadAsTeam } from "./attachments/upload-as-team.ts";
import { uploadAsVisitor } from "./attachments/upload-as-visitor.ts";
import { askForPerson } from "./handover/ask-for-person.ts";
import { deleteConversation } from "./handover/delete-conversation.ts";
import { markRead } from "./handover/mark-read.ts";
import { markSeen } from "./handover/mark-seen.ts";
import { closeConversation, giveBack, reopenConversation, takeOver } from "./handover/moves.ts";
import { note } from "./handover/note.ts";
import { reply } from "./handover/reply.ts";
import { takeBack } from "./handover/take-back.ts";
import { updateConversation } from "./handover/update-conversation.ts";
import { confirm } from "./confirmations/confirm.ts";
import { rate } from "./rating/rate.ts";
import { readSummary } from "./summary/read-summary.ts";
import { writeSummary } from "./summary/write-summary.ts";
import { readTranscript } from "./transcript/read-transcript.ts";
import { followAnswers } from "./follow-answers.ts";
import { followConversation } from "./follow-conversation.ts";
import { typingAsTeam, typingAsVisitor } from "./typing.ts";
import { countConversations } from "./count-conversations.ts";
import { listChoices } from "./list-choices.ts";
import { listConversations } from "./list-conversations.ts";
import { listMessages } from "./list-messages.ts";
import { listUnanswered } from "./list-unanswered.ts";
import { listVisitorMessages } from "./list-visitor-messages.ts";
import { mayStart } from "./may-start.ts";
import { readNotices } from "./notices/read-notices.ts";
import { identifyVisitor } from "./visits/identify-visitor.ts";
import { tellVisit } from "./visits/tell-visit.ts";
import { updateNotices } from "./notices/update-notices.ts";
import { readConversation } from "./read-conversation.ts";
import { readInsights } from "./read-insights.ts";
import { settleQuestion } from "./settle-question.ts";
import { startConversation } from "./start-conversation.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";

export const routes: Route[] = [
  route(`GET ${project}/conversations`, listConversations),
  route(`GET ${project}/conversations/{conversation_id}`, readConversation),
  route(`GET ${project}/conversations/{conversation_id}/messages`, listMessages),
  route(`GET ${project}/conversations/{conversation_id}/answers`, followAnswers),
  route(`PATCH ${project}/conversations/{conversation_id}`, updateConversation),
  route(`DELETE ${project}/conversations/{conversation_id}`, deleteConversation),
  route(`POST ${project}/conversations/{conversation_id}/take-over`, takeOver),
  route(`POST ${project}/conversations/{conversation_id}/give-back`, giveBack),
  route(`POST ${project}/conversations/{conversation_id}/close`, closeConversation),
  route(`POST ${project}/conversations/{conversation_id}/reopen`, reopenConversation),
  route(`POST ${project}/conversations/{conversation_id}/messages`, reply),
  route(`POST ${project}/conversations/{conversation_id}/attachments`, uploadAsTeam),
  route(`GET ${project}/conversations/{conversation_id}/attachments/{attachment_id}`, readAttachment),
  route(`POST ${project}/conversations/{conversation_id}/notes`, note),
  route(`POST ${project}/conversations/{conversation_id}/read`, markRead),
  route(`GET ${project}/conversations/{conversation_id}/transcript`, readTranscript),
  route(`POST ${project}/conversations/{conversation_id}/typing`, typingAsTeam),
  route(`GET ${project}/conversations/{conversation_id}/summary`, readSummary),
  route(`POST ${project}/conversations/{conversation_id}/summary`, writeSummary),
  route(`GET ${project}/conversation-counts`, countConversations),
  route(`GET ${project}/conversation-choices`, listChoices),
  route(`GET ${project}/insights`, readInsights),
  route(`GET ${project}/unanswered-questions`, listUnanswered),
  route(`POST ${project}/unanswered-questions/settle`, settleQuestion),
  route("GET /v1/organizations/{organization_id}/conversation-notices", readNotices),
  route("PUT /v1/organizations/{organization_id}/conversation-notices", updateNotices),
  route("GET /widget/v1/agents/{agent_id}", mayStart),
  route("POST /widget/v1/agents/{agent_id}/conversations", startConversation),
  route("POST /widget/v1/conversations/{conversation_id}/messages", sendMessage),
  route("GET /widget/v1/conversations/{conversation_id}/messages", listVisitorMessages),
  route("POST /widget/v1/conversations/{conversation_id}/attachments", uploadAsVisitor),
  route("GET /widget/v1/conversations/{conversation_id}/attachments/{attachment_id}", readOwnAttachment),
  route("GET /widget/v1/conversations/{conversation_id}/events", followConversation),
  route("POST /widget/v1/conversations/{conversation_id}/typing", typingAsVisitor),
  route("POST /widget/v1/conversations/{conversation_id}/handover", askForPerson),
  route("DELETE /widget/v1/conversations/{conversation_id}/handover", takeBack),
  route("POST /widget/v1/conversations/{conversation_id}/seen", markSeen),
  route("POST /widget/v1/conversations/{conversation_id}/visit", tellVisit),
  route("POST /widget/v1/conversations/{conversation_id}/confirm", confirm),
  route("PUT /widget/v1/conversations/{conversation_id}/identity", identifyVisitor),
  route("POST /widget/v1/conversations/{conversation_id}/rating", rate),
];
