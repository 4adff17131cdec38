/** Where the bytes of an attachment are in the storage. */
export const attachmentKey = (organizationId: string, id: string) => `${organizationId}/${id}`;
