// Runs on whatever Node there is, 20 or newer; everything else of ours runs on Node 24.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node 24 that npm brought, or this one if it is new enough. */
export function node24() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const brought = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  if (existsSync(brought)) return brought;
  console.error(
    `Node 24 is needed, this is ${process.versions.node}, and npm brings none for ${process.platform} on ${process.arch}. Install Node 24.`,
  );
  process.exit(1);
}

/** Runs a program to its end with our own output; resolves with its exit code. */
export function run(program, words, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: root, stdio: "inherit", ...options });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/**
 * Runs a program as if it were this process: signals are passed on to it, it stops when we vanish (it watches `disconnect`),
 * and its exit code becomes ours.
 */
export function become(program, words) {
  const child = spawn(program, words, { cwd: root, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  // Ctrl-C reaches the whole group by itself; it only must not end us before the child.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  const parent = process.ppid;
  // npm takes a SIGTERM without passing it on; its vanishing is all that we see of it.
  setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, 500).unref();
  child.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
