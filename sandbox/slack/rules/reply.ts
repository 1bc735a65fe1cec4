import { z } from 'zod';
import { isObject, type JsonObject } from '../json.ts';
import { complaintsOf, inSlackWords } from './complaints.ts';
import { messageFault } from './message.ts';

/** What an app may answer a command with, or post to a response_url. Blocks are checked by rules/message.ts. */
const replyShape = z.strictObject({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  attachments: z.array(z.unknown()).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  metadata: z.unknown().optional(),
  mrkdwn: z.boolean().optional(),
  parse: z.string().optional(),
  link_names: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});

export type ReplyBody = z.infer<typeof replyShape>;

/** Why a reply is refused, in one line; undefined when it is sound. */
export function replyFault(body: unknown): string | undefined {
  if (!isObject(body)) return 'invalid_payload: must be a JSON object';
  const shape = complaintsOf(replyShape, body, []);
  if (shape.length > 0) return `invalid_payload: ${shape.map(inSlackWords).join('; ')}`;
  if (body.delete_original === true) return soleField(body);
  const fault = messageFault(body);
  if (fault) return [fault.error, ...fault.complaints].join(': ');
  const empty = !body.text && ![body.blocks, body.attachments].some((list) => Array.isArray(list) && list.length > 0);
  return empty ? 'no_text' : undefined;
}

function soleField(body: JsonObject): string | undefined {
  return Object.keys(body).length > 1 ? 'invalid_payload: delete_original must be the only field' : undefined;
}
