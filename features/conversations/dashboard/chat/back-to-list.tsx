import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useConversationsSearch } from "../conversations-search-params.ts";
import { t } from "../messages.ts";

/** Where the list is not beside the chat: the way back to it. */
export function BackToList({ withWords = false }: { withWords?: boolean }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search, close } = useConversationsSearch();
  return (
    <Link
      replace
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        close("conversation");
      }}
      to="/organizations/$organizationId/projects/$projectId/conversations"
      params={{ organizationId, projectId }}
      search={{ ...search, conversation: undefined, details: undefined }}
      className={
        withWords
          ? "flex h-11 items-center gap-2 border-b px-4 text-sm font-medium text-soft hover:text-text"
          : buttonClasses({ look: "ghost", square: true })
      }
    >
      <ArrowLeft aria-hidden className="size-4" />
      <span className={withWords ? undefined : "sr-only"}>{t("backToList.all")}</span>
    </Link>
  );
}
