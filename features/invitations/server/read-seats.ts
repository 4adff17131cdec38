import { z } from "zod";
import { operation } from "#access/operation.ts";
import { readRoom } from "#features/budgets/server/require-room.ts";
import { Seats } from "../contract.ts";
import { countSeats } from "./count-seats.ts";

export const readSeats = operation({
  name: "seat.read",
  summary: "How many more people may be invited; null where there is no limit. A pending invitation keeps its seat.",
  scope: "organization",
  kind: "read",
  permission: "member:invite",
  input: z.object({}),
  output: Seats,
  example: () => ({}),
  async run({ platform, db, organization }) {
    const { left } = await readRoom(platform, db, organization.id, "seats", await countSeats(db, organization.id));
    return { left: Number.isFinite(left) ? left : null };
  },
});
