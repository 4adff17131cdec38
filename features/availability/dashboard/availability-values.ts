import type { Control } from "react-hook-form";
import type { z } from "zod";
import type { UpdateAvailability } from "../contract.ts";

/** What the form makes of what was typed. */
export type AvailabilityResult = z.output<typeof UpdateAvailability>;
export type AvailabilityControl = Control<UpdateAvailability, unknown, AvailabilityResult>;
