import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Permission } from "#access/permissions.ts";
import { ApiError } from "#browser/api/api-error.ts";
import { ErrorState } from "./error-state.tsx";
import { Forbidden } from "./forbidden.tsx";

type LoadedProps<Data> = {
  query: Pick<UseQueryResult<Data>, "data" | "isPending" | "error"> & { refetch: () => unknown };
  /** "The projects could not be loaded." */
  failure: string;
  skeleton: ReactNode;
  /** What the query needs; without it a refusal reads as a failure. */
  permission?: Permission;
  children: (data: Data) => ReactNode;
};

/** The states of a query: loading, failed, forbidden, and the content. Old content stays while it is read again. */
export function Loaded<Data>({ query, failure, skeleton, permission, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return skeleton;
  if (permission && query.error instanceof ApiError && query.error.status === 403) return <Forbidden permission={permission} />;
  return <ErrorState failure={failure} error={query.error} onRetry={() => void query.refetch()} />;
}
