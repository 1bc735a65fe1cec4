import type { Button } from '@slack/types';
import type { Recipient } from '../../invites/batch.ts';
import { wordsFor } from '../../words/words.ts';
import { actions, context, cut, limits, named, plain, section, when } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { addressFor } from './invite-line.ts';

/** Newcomers with a button of their own. */
export const greeted = 5;

/** Links: Slack still tells us of each press, and there is nothing to do. */
export const helloActions = Array.from({ length: greeted }, (_, index) => `joined.hello.${index}`);

export type JoinedData = {
  tenantName: string;
  /** In the order in which they accepted, each address once. */
  people: readonly Recipient[];
  /** Slack users by address, as far as they were found in this workspace. */
  found: ReadonlyMap<string, { teamId: string; userId: string }>;
};

/** The quiet word to an inviter: "Zoe and 3 others joined Acme". */
export function joinedMessage({ tenantName, people, found }: JoinedData): Message {
  const [first, ...others] = people.map(nameOf);
  const rest = others.length > 1 ? `${others.length.toLocaleString('en')} others` : others[0];
  const text = `${rest ? `${first} and ${rest}` : first} joined ${named(tenantName)}.`;
  const buttons = people.slice(0, greeted).flatMap((person, index) => {
    const there = found.get(person.email);
    return there ? [helloButton(helloActions[index] ?? '', person, there, people.length)] : [];
  });
  const names = people.slice(0, mostNamed).map(nameOf);
  const left = people.length - names.length;
  const all = others.length > 1 ? [context(`${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`)] : [];
  const at = Math.max(...people.map((person) => person.acceptedAt ?? 0));
  return {
    text,
    blocks: [
      section(text),
      ...all,
      context(`They accepted your invite; read from ROQ ${when(at)}.`),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
    ],
  };
}

const mostNamed = 20;

const nameOf = (person: Recipient): string =>
  named(`${person.firstName} ${person.lastName}`.trim() || addressFor(wordsFor(undefined), person.email, 'person'));

/** Opens the direct message with the newcomer: what is said there is the inviter's own. */
function helloButton(
  actionId: string,
  person: Recipient,
  { teamId, userId }: { teamId: string; userId: string },
  of: number,
): Button {
  const name =
    `${person.firstName} ${person.lastName}`.trim() || addressFor(wordsFor(undefined), person.email, 'person');
  return {
    type: 'button',
    action_id: actionId,
    text: plain(of > 1 ? `Say hello to ${cut(person.firstName || name, 40)}` : 'Say hello', limits.button),
    url: `https://slack.com/app_redirect?team=${teamId}&channel=${userId}`,
    accessibility_label: cut(`Say hello to ${name} in Slack`, limits.button),
  };
}
