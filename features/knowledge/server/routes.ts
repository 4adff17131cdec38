import { route, type Route } from "#access/router.ts";
import { createAnswer } from "./create-answer.ts";
import { createSample } from "./create-sample.ts";
import { createText } from "./create-text.ts";
import { deleteSource } from "./delete-source.ts";
import { downloadSource } from "./download-source.ts";
import { listPassages } from "./list-passages.ts";
import { listSources } from "./list-sources.ts";
import { readPagePicture } from "./read-page-picture.ts";
import { readSource } from "./read-source.ts";
import { replaceFile } from "./replace-file.ts";
import { resolveDuplicate } from "./resolve-duplicate.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { addDomains } from "./sites/add-domains.ts";
import { addUrls } from "./sites/add-urls.ts";
import { estimateDomain } from "./sites/estimate-domain.ts";
import { listChanges } from "./sites/list-changes.ts";
import { listPages } from "./sites/list-pages.ts";
import { readChange } from "./sites/read-change.ts";
import { resumeSite, stopSite } from "./sites/stop-site.ts";
import { updateSite } from "./sites/update-site.ts";
import { syncSource } from "./sync-source.ts";
import { updateSource } from "./update-source.ts";
import { uploadFiles } from "./upload-files.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";
const sources = `${project}/sources`;

export const routes: Route[] = [
  route(`GET ${sources}`, listSources),
  route(`POST ${sources}/files`, uploadFiles),
  route(`POST ${sources}/texts`, createText),
  route(`POST ${sources}/answers`, createAnswer),
  route(`POST ${sources}/samples`, createSample),
  route(`POST ${sources}/urls`, addUrls),
  route(`POST ${sources}/domains`, addDomains),
  route(`GET ${sources}/domains/estimate`, estimateDomain),
  route(`GET ${sources}/{source_id}`, readSource),
  route(`PATCH ${sources}/{source_id}`, updateSource),
  route(`DELETE ${sources}/{source_id}`, deleteSource),
  route(`POST ${sources}/{source_id}/sync`, syncSource),
  route(`POST ${sources}/{source_id}/stop`, stopSite),
  route(`POST ${sources}/{source_id}/resume`, resumeSite),
  route(`PATCH ${sources}/{source_id}/site`, updateSite),
  route(`GET ${sources}/{source_id}/pages`, listPages),
  route(`GET ${sources}/{source_id}/changes`, listChanges),
  route(`GET ${sources}/{source_id}/changes/page`, readChange),
  route(`GET ${sources}/{source_id}/file`, downloadSource),
  route(`PUT ${sources}/{source_id}/file`, replaceFile),
  route(`POST ${sources}/{source_id}/duplicate`, resolveDuplicate),
  route(`GET ${sources}/{source_id}/passages`, listPassages),
  route(`GET ${sources}/{source_id}/picture`, readPagePicture),
  route(`POST ${project}/search`, searchKnowledge),
];
