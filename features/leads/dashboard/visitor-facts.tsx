import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BadgeCheck } from "lucide-react";
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
  const { last_active_at, browser, system, language, page, referrer, verified, earlier } = visitor;
  return (
    <>
      {verified && (
        <Fact name={t("visitorFacts.verified")}>
          <Verified who={verified} />
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

/** Nothing that the visitor typed: their website signed it. */
function Verified({ who: { subject, name, email } }: { who: NonNullable<Visitor["verified"]> }) {
  return (
    <span className="flex flex-col">
      <span className="flex items-center gap-1">
        <BadgeCheck aria-hidden className="size-4 shrink-0 text-good" />
        <bdi>{name ?? email ?? subject}</bdi>
      </span>
      {name !== null && email !== null && <bdi>{email}</bdi>}
      {(name !== null || email !== null) && <bdi className="text-xs text-soft">{subject}</bdi>}
    </span>
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
