import { startApp } from './app.ts';
import { ConfigError, parseConfig } from './config.ts';
import { createLog } from './log.ts';

/** Starts the app from the environment and stops it cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  // Bolt's receiver leaves some rejections of odd but rightly signed payloads to nobody; none of them may end the app.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection reached nobody'));
  const app = await startApp(config, { log });
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'asked to stop');
    app.stop().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

main().catch((error: unknown) => {
  const text = error instanceof ConfigError ? error.message : `The app could not start: ${String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
