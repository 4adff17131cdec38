import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Loaded into the server by `node --import`: measures how late its event loop runs. Each SIGUSR2 prints what the time
 * since the last one held, in milliseconds, and starts again.
 */
const histogram = monitorEventLoopDelay({ resolution: 1 });
histogram.enable();
process.on("SIGUSR2", () => {
  const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
  console.log(`event-loop-delay p50=${ms(histogram.percentile(50))} p99=${ms(histogram.percentile(99))} max=${ms(histogram.max)}`);
  histogram.reset();
});
