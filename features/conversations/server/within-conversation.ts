/** Where what happens in a conversation belongs, for those who hear of it. */
export const withinConversation = ({ id, project_id }: { id: string; project_id: string }) => ({ project_id, conversation_id: id });
