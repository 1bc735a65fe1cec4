import { reaches } from '../directory.ts';
import type { World } from '../world.ts';

const pieces =
  /<@([UW]\w+)(?:\|[^>]*)?>|<#(C\w+)(?:\|[^>]*)?>|(https?:\/\/[^\s<>]+)|([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)|@([\w.-]+)|#([\w-]+)|[&<>]/g;
const entities: { [sign: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Typed text as Slack sends it with escaping on: people as `<@U…>`, channels as `<#C…|name>` (private ones without the
 * name), links and e-mails in angle brackets, and `&<>` as entities.
 */
export function escapedText(world: World, team: string, text: string): string {
  return text.replace(pieces, (whole, user, channel, url, email, userName, channelName) => {
    if (user) return `<@${user}>`;
    if (url) return `<${url.replace(/&/g, '&amp;')}>`;
    if (email) return `<mailto:${email}|${email}>`;
    if (channel) return channelToken(world, channel) ?? whole;
    if (userName) return userToken(world, userName) ?? whole;
    if (channelName) return namedChannel(world, team, channelName) ?? whole;
    return entities[whole] ?? whole;
  });
}

function userToken(world: World, name: string): string | undefined {
  const found = [...world.users.values()].find((user) => user.name === name);
  return found && `<@${found.id}>`;
}

function namedChannel(world: World, team: string, name: string): string | undefined {
  const found = [...world.channels.values()].find(
    (one) => one.name === name && one.kind !== 'im' && reaches(one, team),
  );
  return found && channelToken(world, found.id);
}

function channelToken(world: World, id: string): string | undefined {
  const channel = world.channels.get(id);
  return channel && `<#${id}|${channel.kind === 'public' ? channel.name : ''}>`;
}

/** With escaping off a mention arrives as the `@name` a person sees. */
export function plainMentions(world: World, text: string): string {
  return text.replace(/<@([UW]\w+)(?:\|[^>]*)?>/g, (whole, id) => {
    const user = world.users.get(id);
    return user ? `@${user.name}` : whole;
  });
}
