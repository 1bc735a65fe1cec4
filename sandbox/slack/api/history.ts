import type { JsonObject } from '../json.ts';
import type { Channel, Message, World } from '../world.ts';
import { argument, flag, paged } from './method.ts';

/** Messages of a channel, newest first, without thread replies and ephemerals. */
export function history(world: World, channel: Channel, args: JsonObject): JsonObject {
  const between = withinRange(args);
  const found = world.messages
    .filter((one) => one.channel === channel.id && !one.ephemeralFor && isTopLevel(one) && between(one.body.ts))
    .sort((a, b) => Number(b.body.ts) - Number(a.body.ts));
  const page = paged(found, args);
  return {
    messages: page.items.map((message) => shown(message, flag(args, 'include_all_metadata'))),
    has_more: page.cursor !== '',
    pin_count: 0,
    ...(page.cursor ? { response_metadata: { next_cursor: page.cursor } } : {}),
  };
}

const isTopLevel = ({ threadTs, body }: Message) => !threadTs || threadTs === body.ts;

function withinRange(args: JsonObject): (ts: string) => boolean {
  const oldest = Number(argument(args, 'oldest') || 0);
  const latest = Number(argument(args, 'latest') || Number.POSITIVE_INFINITY);
  const edges = flag(args, 'inclusive');
  return (text) => {
    const ts = Number(text);
    return (ts > oldest && ts < latest) || (edges && (ts === oldest || ts === latest));
  };
}

function shown({ body }: Message, withMetadata: boolean): JsonObject {
  if (withMetadata) return body;
  const { metadata: _metadata, ...plain } = body;
  return plain;
}
