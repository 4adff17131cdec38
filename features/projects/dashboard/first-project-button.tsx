import { Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { Button } from "#browser/ui/button.tsx";
import { t } from "./messages.ts";
import { useCreateProject } from "./use-create-project.ts";

/** The most frequent first project with one click; its settings rename it. */
export function FirstProjectButton() {
  const create = useCreateProject();
  const [pending, setPending] = useState(false);
  async function start() {
    setPending(true);
    try {
      await create({ name: t("firstProjectButton.name") });
    } catch (error) {
      toast.error(messageOf(error));
      setPending(false);
    }
  }
  return (
    <Button look="primary" icon={Plus} pending={pending} onClick={() => void start()}>
      {t("firstProjectButton.start")}
    </Button>
  );
}
