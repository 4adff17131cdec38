import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi, organizationPath } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { organizationUpload, type UploadOptions } from "#browser/api/upload.ts";
import type { CreateAnswer, UpdateSource } from "../contract/answers.ts";
import { Source, SourcePassage, UploadedFile, type DuplicateChoice, type SourceSort, type SourceStatus } from "../contract.ts";

const sourcesPerPage = 50;
const passagesPerPage = 50;
/** Enough to know a passage by, and short enough for an address. */
const quoteLengthMax = 200;
const Uploaded = z.object({ data: z.array(UploadedFile) });

/** A page of sources, and what all of them hold together. */
const SourceList = listOf(Source).extend({ size_bytes: z.number() });

export type SourceFilter = {
  page: number;
  kind?: string | undefined;
  query?: string | undefined;
  status?: SourceStatus | undefined;
  warnings?: true | undefined;
  sort?: SourceSort | undefined;
};
export const wholeList: SourceFilter = { page: 1 };

/** A page of a project's sources. */
export const sourcesQuery = (organizationId: string, projectId: string, { page, ...filter }: SourceFilter) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), { page, ...filter }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/sources"), SourceList, {
        signal,
        search: { page, per_page: sourcesPerPage, ...filter },
      }),
    placeholderData: keepPreviousData,
  });

/** How many sources of some kinds a project has, all or those in a status. */
export const countQuery = (organizationId: string, projectId: string, kind: string, status?: SourceStatus) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), { count: kind, status }],
    queryFn: async ({ signal }) => {
      const search = { per_page: 1, kind, status };
      return (await organizationApi(organizationId)(projectPath(projectId, "/sources"), listOf(Source), { signal, search })).total;
    },
  });

export const sourceQuery = (organizationId: string, projectId: string, sourceId: string) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), sourceId],
    queryFn: ({ signal }) => organizationApi(organizationId)(sourcePath(projectId, sourceId), Source, { signal }),
  });

/** A page of what was read from a source; `syncedAt` is part of the key, since a new reading makes new passages. */
export const passagesQuery = (organizationId: string, projectId: string, source: Source, page: number) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), source.id, "passages", { page, syncedAt: source.synced_at }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(sourcePath(projectId, source.id, "/passages"), listOf(SourcePassage), {
        signal,
        search: { page, per_page: passagesPerPage },
      }),
    placeholderData: keepPreviousData,
  });

/** The passage of a source that a quote was cut from. */
export const quotedQuery = (organizationId: string, projectId: string, source: Source, quote: string) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), source.id, "passages", { quote, syncedAt: source.synced_at }],
    queryFn: async ({ signal }) => {
      const search = { per_page: 1, quote: quote.slice(0, quoteLengthMax) };
      const path = sourcePath(projectId, source.id, "/passages");
      return (await organizationApi(organizationId)(path, listOf(SourcePassage), { signal, search })).data[0] ?? null;
    },
  });

/** What one can do with the sources of the project in the address. */
export function useSourceActions() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const refresh = useRefresh(sourcesKey(organizationId, projectId));
  const call = organizationApi(organizationId);
  const syncOne = (sourceId: string) => call(sourcePath(projectId, sourceId, "/sync"), Source, { method: "POST", body: {} });
  return {
    refresh,
    upload: (form: FormData, options: UploadOptions) =>
      organizationUpload(organizationId)(projectPath(projectId, "/sources/files"), form, Uploaded, options),
    replaceFile: (sourceId: string, form: FormData, options: UploadOptions) =>
      organizationUpload(organizationId)(sourcePath(projectId, sourceId, "/file"), form, Source, { ...options, method: "PUT" }),
    resolveDuplicate: (sourceId: string, choice: DuplicateChoice) =>
      refresh.after(call(sourcePath(projectId, sourceId, "/duplicate"), Source, { method: "POST", body: { choice } })),
    fileAddress: (sourceId: string) => organizationPath(organizationId, sourcePath(projectId, sourceId, "/file")),
    pictureAddress: (sourceId: string, page: number) =>
      organizationPath(organizationId, sourcePath(projectId, sourceId, `/picture?page=${page}`)),
    addText: (body: { name: string; text: string }) =>
      refresh.after(call(projectPath(projectId, "/sources/texts"), Source, { method: "POST", body })),
    addAnswer: (body: CreateAnswer) => refresh.after(call(projectPath(projectId, "/sources/answers"), Source, { method: "POST", body })),
    update: (sourceId: string, body: UpdateSource) =>
      refresh.after(call(sourcePath(projectId, sourceId), Source, { method: "PATCH", body })),
    addSample: () => refresh.after(call(projectPath(projectId, "/sources/samples"), Source, { method: "POST", body: {} })),
    sync: (sourceId: string) => refresh.after(syncOne(sourceId)),
    /** Without reading the list again: several are synced or deleted at once. */
    syncOne,
    remove: (sourceId: string) => call(sourcePath(projectId, sourceId), z.null(), { method: "DELETE" }),
  };
}

export const sourcesKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "sources"];

export function sourcePath(projectId: string, sourceId: string, rest = ""): string {
  return projectPath(projectId, `/sources/${encodeURIComponent(sourceId)}${rest}`);
}
