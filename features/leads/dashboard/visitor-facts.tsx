import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { organizationApi } from "#browser/api/api.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Ago } from "#browser/ui/ago.tsx";
import { deviceName } from "#browser/ui/device.ts";
import { Fact } from "#features/conversations/dashboard/details/fact.tsx";
import { conversationsKey } from "#features/conversations/dashboard/conversation-facts.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { Visitor } from "../contract/visitor.ts";
import { t } from "./messages.ts";

/** What is known of the visitor of a conversation without asking them, and their other conversations. */
export function VisitorFactsOf({ conversationId }: { conversationId: string }) {
  const enabled = useCan()("lead:read");
  const { data: visitor } = useQuery({ ...visitorQuery(useOrganizationId(), useProjectId(), conversationId), enabled });
  if (!visitor) return null;
  const { last_active_at, browser, system, language, page, referrer, identity, earlier } = visitor;
  return (
    <>
      {identity && (
        <Fact name={t("visitorFacts.signedIn")}>
          <bdi className="wrap-anywhere">
            {identity.name === null ? identity.subject : t("visitorFacts.subject", { name: identity.name, subject: identity.subject })}
          </bdi>
          {identity.email !== null && (
            <a href={`mailto:${identity.email}`} className="block underline underline-offset-2 wrap-anywhere">
              {identity.email}
            </a>
          )}
          <span className="block text-xs text-soft">{t("visitorFacts.signed")}</span>
        </Fact>
      )}
      <Fact name={t("visitorFacts.lastActive")}>
        <Ago time={last_active_at} />
      </Fact>
      {(browser !== null || system !== null) && <Fact name={t("visitorFacts.device")}>{deviceName(browser, system)}</Fact>}
      {language !== null && <Fact name={t("visitorFacts.language")}>{nameOfLanguage(language)}</Fact>}
      {page !== null && (
        <Fact name={t("visitorFacts.page")}>
          <Address address={page} />
        </Fact>
      )}
      {referrer !== null && (
        <Fact name={t("visitorFacts.referrer")}>
          <Address address={referrer} />
        </Fact>
      )}
      {earlier.length > 0 && (
        <Fact name={t("visitorFacts.earlier")}>
          <ul className="flex flex-col gap-1.5">
            {earlier.map((one) => (
              <li key={one.id}>
                <Earlier one={one} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </>
  );
}

/** Without what goes without saying. It leads to somebody else's website, which learns nothing of this page. */
function Address({ address }: { address: string }) {
  return (
    <a href={address} target="_blank" rel="noreferrer" dir="ltr" className="underline underline-offset-2">
      {address.replace(/^https?:\/\//, "").replace(/\/$/, "")}
    </a>
  );
}

function Earlier({ one: { id, known_by, opening, last_message_at } }: { one: Visitor["earlier"][number] }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  return (
    <>
      <Link
        to="/organizations/$organizationId/projects/$projectId/conversations"
        params={{ organizationId, projectId }}
        search={{ conversation: id }}
        dir="auto"
        className="line-clamp-2 text-left underline underline-offset-2"
      >
        {opening || t("visitorFacts.noQuestion")}
      </Link>
      <span className="block text-xs text-soft">
        {t(`visitorFacts.${known_by}`)} · <Ago time={last_message_at} />
      </span>
    </>
  );
}

/** "French" for `fr`, as the dashboard's language says it. */
function nameOfLanguage(tag: string): string {
  return new Intl.DisplayNames("en", { type: "language", fallback: "code" }).of(tag) ?? tag;
}

/** Events of a conversation make it stale: it is kept below them. */
const visitorQuery = (organizationId: string, projectId: string, conversationId: string) =>
  queryOptions({
    queryKey: [...conversationsKey(organizationId, projectId), conversationId, "visitor"],
    queryFn: ({ signal }) => {
      const path = projectPath(projectId, `/conversations/${encodeURIComponent(conversationId)}/visitor`);
      return organizationApi(organizationId)(path, Visitor, { signal });
    },
  });
