import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Seats } from "../contract.ts";
import { countInvitable, type SeatsLeft } from "./seats.ts";

export const readSeats = (seatsLeft: SeatsLeft) =>
  operation({
    name: "seat.read",
    summary: "How many more people may be invited; null where there is no limit. A pending invitation keeps its seat.",
    scope: "organization",
    kind: "read",
    permission: "member:invite",
    input: z.object({}),
    output: Seats,
    example: () => ({}),
    async run({ platform, db, organization }) {
      const left = await countInvitable(platform, db, organization.id, seatsLeft);
      return { left: Number.isFinite(left) ? left : null };
    },
  });
