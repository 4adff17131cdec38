import { Card } from "#browser/ui/card.tsx";
import { CopyButton } from "#browser/ui/copy-button.tsx";
import { t } from "./messages.ts";

/** The line that puts an agent on a page of any website. */
export const snippetOf = (agentId: string) => `<script src="${location.origin}/widget.js" data-agent="${agentId}" async></script>`;

/** Where the line goes, the line, and a button that copies it. */
export function SnippetCard({ agentId }: { agentId: string }) {
  const snippet = snippetOf(agentId);
  return (
    <Card className="flex flex-col gap-3 p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold">{t("snippet.onYourWebsite")}</h2>
          <p className="text-sm text-soft">{t("snippet.sentence", { tag: "</body>" })}</p>
        </div>
        <CopyButton size="small" text={snippet} label={t("snippet.copySnippet")} />
      </div>
      <pre className="rounded-sm bg-sunken p-3 font-mono text-sm break-all whitespace-pre-wrap">{snippet}</pre>
    </Card>
  );
}
