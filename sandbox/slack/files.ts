import type { Exchange, Reply } from './http-exchange.ts';
import { page } from './http-exchange.ts';
import type { JsonObject } from './json.ts';
import type { StoredFile, World } from './world.ts';

export const largestUpload = 10 * 1024 * 1024;

const mimeTypes: { [extension: string]: string | undefined } = {
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
};

/** Keeps an uploaded file; its shape is what file_input reports and files.info answers. */
export function storeFile(
  world: World,
  owner: { id: string; team: string },
  upload: { name: string; bytes: Uint8Array },
): StoredFile {
  const id = world.ids.id('F');
  const filetype = upload.name.split('.').at(-1)?.toLowerCase() ?? 'text';
  const created = Math.floor(world.clock.now() / 1000);
  const link = `${world.url}/files-pri/${owner.team}-${id}`;
  const body: JsonObject = {
    id,
    created,
    timestamp: created,
    name: upload.name,
    title: upload.name,
    mimetype: mimeTypes[filetype] ?? 'application/octet-stream',
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: owner.id,
    user_team: owner.team,
    editable: false,
    size: upload.bytes.byteLength,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    file_access: 'visible',
    url_private: `${link}/${encodeURIComponent(upload.name)}`,
    url_private_download: `${link}/download/${encodeURIComponent(upload.name)}`,
    permalink: `${world.url}/files/${owner.id}/${id}`,
  };
  const file = { id, team: owner.team, body, bytes: Buffer.from(upload.bytes) };
  world.files.set(id, file);
  return file;
}

/** url_private: the bytes for a bot token with files:read; anyone else gets the sign-in page with status 200. */
export function downloadFile(world: World, { path, headers }: Exchange): Reply {
  const id = /^\/files-pri\/[^/]+-(F\w+)\//.exec(path)?.[1] ?? '';
  const file = world.files.get(id);
  const token = world.tokens.get((headers.authorization ?? '').replace(/^Bearer /, ''));
  const allowed = file && token && !token.dead && token.installation.team === file.team;
  const status = allowed && token.installation.scopes.includes('files:read') ? 200 : 403;
  world.journal.called({
    at: world.clock.now(),
    method: 'file_download',
    team: token?.installation.team ?? null,
    args: { file: id },
    status,
    answer: status === 200 ? `${file?.bytes.length} bytes` : 'sign-in page',
  });
  if (!file || status !== 200) return page('<!doctype html><title>Slack</title><h1>Sign in</h1>');
  return { status: 200, headers: { 'content-type': String(file.body.mimetype) }, body: file.bytes };
}
