import type { Logger } from 'pino';
import { type RunningApp, startApp } from './app.ts';
import { parseConfig } from './config.ts';
import { ConfigError } from './config-error.ts';
import { createLog, forPeople } from './log.ts';
import { endsWithin } from './worker.ts';

type Tracing = { stop(): Promise<void> } | undefined;

/** Starts the app from the environment and stops it cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel, await forPeople(process.stdout));
  // Bolt's receiver leaves some rejections of odd but rightly signed payloads to nobody; none of them may end the app.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection reached nobody'));
  // Nothing of it is loaded unless somebody asks for traces.
  const tracing = config.tracing ? (await import('./open-telemetry.ts')).openTelemetry() : undefined;
  const starting = startApp(config, { log, ...(tracing ? { trace: tracing.trace } : {}) });
  // Whoever asks in the middle of the start gets a clean stop after it.
  const stopOnce = once((signal: string) => stop(signal, starting, tracing, log));
  process.on('SIGTERM', stopOnce);
  process.on('SIGINT', stopOnce);
  await starting;
}

function once(run: (signal: string) => void): (signal: string) => void {
  let ran = false;
  return (signal) => {
    if (!ran) run(signal);
    ran = true;
  };
}

function stop(signal: string, starting: Promise<RunningApp>, tracing: Tracing, log: Logger): void {
  log.info({ signal }, 'asked to stop');
  const stopped = starting.then((app) => app.stop()).then(() => flush(tracing, log));
  stopped.then(
    () => process.exit(0),
    (error) => {
      log.error({ err: error }, 'could not stop cleanly');
      process.exit(1);
    },
  );
}

const flushMs = 3_000;

/** Traces that nobody takes are no reason to stop late or badly. */
async function flush(tracing: Tracing, log: Logger): Promise<void> {
  if (!tracing) return;
  const taken = await endsWithin(tracing.stop(), flushMs).catch(() => false);
  if (!taken) log.warn({}, 'the last traces were not taken');
}

main().catch((error: unknown) => {
  const text = error instanceof ConfigError ? error.message : `The app could not start: ${String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
