import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";

export type Acting = { pending: boolean; run: (act: () => Promise<unknown>) => void };

/** Runs one act at a time, and says where it failed. */
export function useActing(): Acting {
  const [pending, setPending] = useState(false);
  return {
    pending,
    run(act) {
      setPending(true);
      act()
        .catch((error: unknown) => toast.error(messageOf(error)))
        .finally(() => setPending(false));
    },
  };
}
