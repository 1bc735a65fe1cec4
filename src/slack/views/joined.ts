import type { Button } from '@slack/types';
import type { Joined, Recipient } from '../../invites/batch.ts';
import type { Words } from '../../words/words.ts';
import { actions, context, cut, limits, named, plain, section, when } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { addressFor } from './invite-line.ts';

/** Newcomers with a button of their own. */
export const greeted = 5;
/** Newcomers who are named; the others are counted. */
export const mostNamed = 20;

/** Links: Slack still tells us of each press, and there is nothing to do. */
export const helloActions = Array.from({ length: greeted }, (_, index) => `joined.hello.${index}`);

export type JoinedData = {
  tenantName: string;
  joined: Joined;
  /** Slack users by address, as far as they were found in this workspace. */
  found: ReadonlyMap<string, { teamId: string; userId: string }>;
};

/** The quiet word to an inviter: "Zoe and 3 others joined Acme". */
export function joinedMessage(words: Words, { tenantName, joined, found }: JoinedData): Message {
  const { joined: say } = words;
  const { people, total } = joined;
  const names = people.map((person) => named(nameOf(words, person)));
  const text = say.joined(names, total, named(tenantName));
  const buttons = people.slice(0, greeted).flatMap((person, index) => {
    const there = found.get(person.email);
    return there ? [helloButton(words, helloActions[index] ?? '', person, there, total)] : [];
  });
  const everybody = say.named(names, total - names.length);
  return {
    text: total > 2 ? `${text} ${everybody}` : text,
    blocks: [
      section(text),
      ...(total > 2 ? [context(everybody)] : []),
      context(say.accepted(when(joined.latestAt))),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
    ],
  };
}

const nameOf = (words: Words, person: Recipient): string =>
  `${person.firstName} ${person.lastName}`.trim() || addressFor(words, person.email, 'person');

/** Opens the direct message with the newcomer: what is said there is the inviter's own. */
function helloButton(
  words: Words,
  actionId: string,
  person: Recipient,
  { teamId, userId }: { teamId: string; userId: string },
  of: number,
): Button {
  const { sayHello, sayHelloTo, sayHelloInSlack } = words.joined;
  const name = nameOf(words, person);
  const label = of > 1 ? sayHelloTo(cut(person.firstName || name, 40)) : sayHello;
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label, limits.button),
    url: `https://slack.com/app_redirect?team=${teamId}&channel=${userId}`,
    accessibility_label: cut(sayHelloInSlack(name), limits.button),
  };
}
