import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Reply, Route } from './slack/http-exchange.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Nothing from elsewhere but pictures that blocks name. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: http: https:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the files of a folder, read once: `/` is its index.html. */
export async function assets(folder: string): Promise<Route> {
  const files = new Map<string, Reply>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${file.slice(folder.length + 1).replaceAll('\\', '/')}`;
    files.set(path, { status: 200, headers: headersFor(path), body: await readFile(file) });
  }
  return ({ method, path }) => {
    const found = method === 'GET' || method === 'HEAD' ? files.get(path === '/' ? '/index.html' : path) : undefined;
    return found ?? { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' };
  };
}

const headersFor = (path: string): Record<string, string> => ({
  'content-type': types[extname(path)] ?? 'application/octet-stream',
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
});
