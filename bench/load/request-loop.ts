import { Agent, request } from "node:http";

/** A program: `{url, headers, connections, seconds}` as its argument; prints requests per second. */
const { url, headers, connections, seconds } = JSON.parse(process.argv[2] ?? "{}");
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const until = performance.now() + seconds * 1000;
let done = 0;

await Promise.all(Array.from({ length: connections }, loop));
console.log(done / seconds);
agent.destroy();

async function loop(): Promise<void> {
  while (performance.now() < until) {
    const status = await ask();
    if (status !== 200) throw new Error(`An answer was ${status}.`);
    done += 1;
  }
}

function ask(): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end();
  });
}
