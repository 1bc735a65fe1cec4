import type { JsonObject } from './json.ts';

const pieces = /<@([UW]\w+)>|<#(C\w+)\|[^>]*>|<mailto:([^|>]+)\|([^>]*)>|<(https?:[^|>]+)(?:\|([^>]*))?>/g;

/** What somebody typed, as the rich text block that Slack makes of it. */
export function richTextOf(text: string): JsonObject {
  const elements: JsonObject[] = [];
  let end = 0;
  const plain = (part: string) => {
    if (part) elements.push({ type: 'text', text: unescaped(part) });
  };
  for (const found of text.matchAll(pieces)) {
    const [whole, user, channel, address, shown, url, label] = found;
    plain(text.slice(end, found.index));
    end = found.index + whole.length;
    if (user) elements.push({ type: 'user', user_id: user });
    else if (channel) elements.push({ type: 'channel', channel_id: channel });
    else if (address) elements.push({ type: 'link', url: `mailto:${address}`, text: shown ?? address });
    else if (url) elements.push({ type: 'link', url, ...(label ? { text: label } : {}) });
  }
  plain(text.slice(end));
  return { type: 'rich_text', block_id: 'typed', elements: [{ type: 'rich_text_section', elements }] };
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
