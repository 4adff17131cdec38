import { z } from "zod";
import { displayName } from "#features/identity/contract.ts";

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

export const CreateProject = z.object({ name: ProjectName, description: Description.nullish() });
export type CreateProject = z.input<typeof CreateProject>;

/** Fields that are left out stay as they are. */
export const UpdateProject = z.object({ name: ProjectName.optional(), description: Description.nullish() });
export type UpdateProject = z.input<typeof UpdateProject>;
