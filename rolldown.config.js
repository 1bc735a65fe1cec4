import { defineConfig } from 'rolldown';

/** Of many small modules: reading them one by one is most of a start (bench/README.md). What is external is read as it is. */
const inlined = [
  'kysely',
  'zod',
  'luxon',
  'lru-cache',
  'negotiator',
  'node-cron',
  'prom-client',
  'tdigest',
  'bintrees',
  '@opentelemetry/api',
];

export default defineConfig({
  input: 'src/main.ts',
  platform: 'node',
  logLevel: 'warn',
  external: (id) => !/^[./]/.test(id) && !inlined.some((name) => id === name || id.startsWith(`${name}/`)),
  output: {
    dir: 'dist/app',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    // V8 keeps a source as long as the process lives, in two bytes for each character when one of them needs two.
    charset: 'ascii',
    comments: { legal: true, annotation: false, jsdoc: false },
  },
});
