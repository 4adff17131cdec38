import type { UseQueryResult } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import type { Permission } from "#access/permissions.ts";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Loaded } from "./loaded.tsx";
import { Pager } from "./pager.tsx";
import { SkeletonRows } from "./skeleton.tsx";

type PageOf<Row> = { data: Row[]; total: number; per_page: number };

/** What the list is narrowed down by: what is said where nothing is left, and the way back to all of it. */
type Narrowed = { title: string; sentence: ReactNode; onReset: () => void };

/**
 * A list that comes by pages: what is coming, what failed, who can see it, where there is nothing yet, where nothing matches, where
 * the list ends before the page of the address, and the way through its pages.
 */
export function PagedList<Row, Answer extends PageOf<Row>>({
  query,
  failure,
  permission,
  skeleton = <SkeletonRows />,
  counted,
  page,
  onPage,
  empty,
  narrowed,
  renderNote,
  isInset = false,
  children,
}: {
  query: UseQueryResult<Answer>;
  /** "The API keys could not be loaded." */
  failure: string;
  /** What the query needs; without it a refusal reads as a failure. */
  permission?: Permission;
  skeleton?: ReactNode;
  /** "1 key", "12 keys". */
  counted: (count: number) => string;
  page: number;
  onPage: (page: number) => void;
  /** Where there is nothing at all. */
  empty: ReactNode;
  /** False where nothing is searched or filtered. */
  narrowed?: Narrowed | false;
  /** Shown above the rows, and above the sentence that there are none. */
  renderNote?: (answer: Answer) => ReactNode;
  /** It fills a pane from edge to edge: everything but rows needs room around it. */
  isInset?: boolean;
  children: (answer: Answer) => ReactNode;
}) {
  return (
    <Loaded query={query} failure={failure} skeleton={skeleton} {...(permission && { permission })}>
      {(answer) => {
        const { data, total, per_page: perPage } = answer;
        const nothing =
          total > 0 ? (
            <EmptyState
              icon={SearchX}
              title={t("pagedList.pastEnd")}
              action={<Button onClick={() => onPage(1)}>{t("pagedList.firstPage")}</Button>}
            >
              {t("pagedList.total", { counted: counted(total) })}
            </EmptyState>
          ) : narrowed ? (
            <EmptyState icon={SearchX} title={narrowed.title} action={<Button onClick={narrowed.onReset}>{t("pagedList.showAll")}</Button>}>
              {narrowed.sentence}
            </EmptyState>
          ) : (
            empty
          );
        const pager = <Pager page={page} perPage={perPage} total={total} onChange={onPage} />;
        return (
          <>
            {renderNote?.(answer)}
            {data.length === 0 && (isInset ? <div className="p-3">{nothing}</div> : nothing)}
            {data.length > 0 && children(answer)}
            {data.length > 0 && (isInset ? <div className="px-4 [&>nav]:mb-4">{pager}</div> : pager)}
          </>
        );
      }}
    </Loaded>
  );
}
