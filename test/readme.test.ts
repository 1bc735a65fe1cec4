import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, channels, eventually, type people, type World, world } from './stories/cast.ts';
import { inTime } from './stories/steps.ts';

/** The README's transcript, played word by word by the real app between the emulators. */
const readme = readFileSync('README.md', 'utf8');
const lines = (/```transcript\n([\s\S]*?)```/.exec(readme)?.[1] ?? '').trim().split('\n');

let here: World;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here.stop());

type Step = { pattern: RegExp; play: (subject: string, rest: string) => Promise<unknown> };
const steps: Step[] = [
  { pattern: /^(\S+)\s+types\s+(.+)$/, play: (who, text) => types(who, text) },
  { pattern: /^(\S+)\s+sees\s+(.+)$/, play: (who, text) => inTime(here, () => person(who).seesNow(text)) },
  { pattern: /^(\S+)\s+does not see\s+(.+)$/, play: async (who, text) => person(who).seesNothingOf(text) },
  { pattern: /^(\S+)\s+presses\s+(.+)$/, play: (who, label) => presses(person(who), label) },
  { pattern: /^(\S+)\s+closes the modal()$/, play: (who) => person(who).closes() },
  { pattern: /^(\S+@\S+)\s+accepts the invite()$/, play: async (email) => here.roq.accept(email) },
];

const person = (who: string): Actor => here.person(who.toLowerCase() as keyof typeof people);

/** Waits until something is shown: a trigger would be too old once the clock goes on. */
async function types(who: string, text: string): Promise<void> {
  const seen = () => here.slack.sees(person(who).id);
  const before = seen();
  await person(who).types(text);
  await eventually(() => expect(seen()).not.toEqual(before));
}

/** The modal's own button submits; any other is pressed in the modal, or on the newest message that has it. */
async function presses(actor: Actor, label: string): Promise<unknown> {
  const modal = actor.modal();
  if (modal?.submit === label) return actor.submits();
  if (modal) return actor.presses(label);
  const message = actor.messages(channels.general).findLast(({ blocks }) => JSON.stringify(blocks).includes(label));
  if (!message) throw new Error(`nobody shows a button ${label}`);
  return actor.pressesIn(message, channels.general, label);
}

test('the README has a transcript of the main job', () => expect(lines.length).toBeGreaterThan(8));

test.each(lines)('%s', async (line) => {
  const normal = line.replace(/\s+/g, ' ');
  const step = steps.find(({ pattern }) => pattern.test(normal));
  const [, subject = '', rest = ''] = step?.pattern.exec(normal) ?? [];
  if (!step) throw new Error('this line is in no words that the test knows');
  await step.play(subject, rest);
});
