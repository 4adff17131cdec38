import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";
import { updateAvailability } from "./server/update-availability.ts";

/** When people of a project's team can be asked for. */
export const availability: Feature = {
  name: "availability",
  routes,
  nouns: [{ name: "availability", label: "Office hours" }],
  tables: {
    availabilities: {
      archive: {
        name: "availabilities",
        what: "When people of a project can be asked for, and what visitors are told then.",
        columns: [
          "project_id",
          "hours",
          "holidays",
          "expected",
          "expected_closed",
          "wait_minutes",
          "in_turn",
          "limit_each",
          "version",
          "updated_at",
        ],
        key: ["project_id"],
      },
      counted: false,
    },
  },
  sample: async (perform, world) => {
    await perform(updateAvailability, updateAvailability.example(world));
    return {};
  },
};
