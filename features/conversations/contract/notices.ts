import { z } from "zod";

/** How a member hears by mail of conversations that wait for a person: at once, every quarter of an hour together, or not. */
export const NoticeChoice = z.object({ mail: z.enum(["at_once", "quarterly", "off"]) });
export type NoticeChoice = z.output<typeof NoticeChoice>;

/** `sends`: whether this installation can send mail at all. */
export const NoticeSettings = NoticeChoice.extend({ sends: z.boolean() });
export type NoticeSettings = z.output<typeof NoticeSettings>;

export const noticeByDefault: NoticeChoice["mail"] = "at_once";
