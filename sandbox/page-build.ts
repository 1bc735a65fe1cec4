import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The repository's root, from the sources and from dist alike. */
const root = fileURLToPath(new URL(import.meta.url.includes('/dist/sandbox/') ? '../..' : '..', import.meta.url));

/** Bundles the page; returns the folder it is in, which is emptied first. */
export async function buildPage(outDir = `${root}dist/page`): Promise<string> {
  await build({
    root: `${root}sandbox/page`,
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: ['chrome123', 'firefox120', 'safari17.5'],
      modulePreload: false,
    },
  });
  return outDir;
}
