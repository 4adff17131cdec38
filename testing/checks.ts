import type { Check, CheckDetail, NextCheckRun, CheckRun } from "#features/checks/contract.ts";
import { runChecks } from "#features/checks/server/run-checks.ts";
import type { TestApp } from "./app.ts";
import { call, createOrganization, createProject, type TestUser } from "./factories.ts";
import { addDocument } from "./knowledge.ts";
import { runJob } from "./run-job.ts";

/** A project that knows of deliveries, and what can be done with its checks over the API. */
export async function createChecked(test: TestApp) {
  const organization = await createOrganization(test);
  const { id, owner } = organization;
  const project = await createProject(test, id, owner.id);
  const { source_id: source } = await addDocument(test, id, project, {
    title: "Deliveries",
    passages: [
      { headings: ["Islands"], text: "We deliver to islands twice a week, by boat. The boat leaves from the harbour." },
      { headings: ["Shops"], text: "Our shop by the harbour sells lamps and candles." },
    ],
  });
  const path = `/v1/organizations/${id}/projects/${project}`;
  const as = (user: Pick<TestUser, "cookie">) => ({
    create: (body: object) => call<Check>(test, user, `POST ${path}/checks`, body),
    update: (check: string, body: object, headers = {}) => call<Check>(test, user, `PATCH ${path}/checks/${check}`, body, headers),
    remove: (check: string) => call(test, user, `DELETE ${path}/checks/${check}`),
    list: async (query = "") => (await call<{ data: Check[]; total: number }>(test, user, `GET ${path}/checks?${query}`)).body,
    read: async (check: string) => (await call<CheckDetail>(test, user, `GET ${path}/checks/${check}`)).body,
    start: () => call<CheckRun>(test, user, `POST ${path}/check-runs`, {}),
    stop: (run: string) => call<CheckRun>(test, user, `POST ${path}/check-runs/${run}/stop`, {}),
    run: async (run: string) => (await call<CheckRun>(test, user, `GET ${path}/check-runs/${run}`)).body,
    preview: async () => (await call<NextCheckRun>(test, user, `GET ${path}/check-runs/next`)).body,
  });
  const byOwner = as(owner);
  const work = (run: string, signal?: AbortSignal) => runJob(test, runChecks, id, { check_run_id: run }, signal);
  return {
    organization,
    project,
    source,
    path,
    as,
    ...byOwner,
    work,
    /** Starts a run and asks everything. */
    async runAll(): Promise<CheckRun> {
      const { body } = await byOwner.start();
      await work(body.id);
      return byOwner.run(body.id);
    },
    addText: (title: string, text: string) => addDocument(test, id, project, { title, passages: [{ text }] }),
  };
}

export const delivery = { question: "How often do you deliver to islands?", expects: "text", expected_text: "twice a week" };
