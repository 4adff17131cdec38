import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const wrk = "/usr/bin/wrk";

/**
 * Asks one address as fast as answers come, from a process of its own: wrk where it is installed, else ours.
 * @returns requests per second
 * @throws when an answer was not 200
 */
export async function requestsPerSecond(
  url: string,
  headers: Record<string, string>,
  options: { connections: number; seconds: number },
): Promise<number> {
  const { connections, seconds } = options;
  if (existsSync(wrk)) {
    const words = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
    const said = await output(wrk, ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "30s", ...words, url]);
    if (/Non-2xx|Socket errors/.test(said)) throw new Error(`Not every answer was good:\n${said}`);
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]);
  }
  const job = JSON.stringify({ url, headers, connections, seconds });
  return Number(await output(process.execPath, [join(import.meta.dirname, "request-loop.ts"), job]));
}

/** Which of the two measures. */
export const loadTool = () => (existsSync(wrk) ? "wrk" : "our own loop (wrk is not installed)");

function output(program: string, words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, words, (error, stdout, stderr) =>
      error ? reject(new Error(`${program}: ${stderr || error.message}`)) : resolve(stdout),
    );
  });
}
