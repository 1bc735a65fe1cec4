import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { csvLimits } from '../invites/csv.ts';
import { Problem } from '../problem.ts';

const fileInfo = z.object({
  file: z.object({
    name: z.string().nullish(),
    size: z.number().default(0),
    url_private_download: z.string().optional(),
    url_private: z.string().optional(),
  }),
});

export type Upload = { name: string; bytes: Uint8Array };

/** Slack's files come slowly at times, ms. */
const timeoutMs = 20_000;

/** Fetches a file that somebody gave in a form, with the bot's token. Throws Problem when it is too big or not to be had. */
export async function fetchUpload(client: WebClient, fileId: string): Promise<Upload> {
  const { file } = fileInfo.parse(await client.files.info({ file: fileId }));
  if (file.size > csvLimits.bytes) throw new Problem('file_unusable', { why: 'too_big' });
  const url = file.url_private_download ?? file.url_private;
  if (!url) throw new Problem('file_unusable', { why: 'unreadable' });
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${client.token ?? ''}` },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok) throw new Problem('file_unusable', { why: 'unreadable' });
  return { name: file.name ?? 'file', bytes: await readUpTo(answer, csvLimits.bytes) };
}

/** Stops reading past the limit, whatever the size was said to be. */
async function readUpTo(answer: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > limit) throw new Problem('file_unusable', { why: 'too_big' });
    parts.push(part);
  }
  return Buffer.concat(parts);
}
