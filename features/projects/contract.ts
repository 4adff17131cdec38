import { z } from "zod";
import { displayName } from "#features/identity/contract/names.ts";

const ProjectName = displayName("A project");
const Description = z.string().trim().max(500, "A description has at most 500 characters.");

export const Project = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Project = z.output<typeof Project>;

/**
 * A project as its card shows it: how much is below it, counted up to 10,000, and when last something was done or
 * said in it.
 */
export const ProjectCard = Project.extend({
  agent_count: z.number().nullable(),
  source_count: z.number().nullable(),
  conversation_count: z.number().nullable(),
  last_active_at: z.string(),
});
export type ProjectCard = z.output<typeof ProjectCard>;

export const CreateProject = z.object({ name: ProjectName, description: Description.nullish() });
export type CreateProject = z.input<typeof CreateProject>;

/** Fields that are left out stay as they are. */
export const UpdateProject = z.object({ name: ProjectName.optional(), description: Description.nullish() });
export type UpdateProject = z.input<typeof UpdateProject>;
