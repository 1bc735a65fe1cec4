import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { ConfigError } from '../../src/config-error.ts';
import { problems, troubles } from '../../src/words/en/problems.ts';

const readme = readFileSync('README.md', 'utf8');
const section = /## When something does not work\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
const quoted = [...section.matchAll(/^\| “(.+?)” \|/gm)].map(([, sentence = '']) => sentence);

/** Stands for whatever a sentence is told about. */
const anything = '…';
const facts = new Proxy({} as Parameters<typeof problems.cooldown>[0], {
  get: (_target, name) => (name === 'command' ? '/invite' : anything),
});

function environmentFault(): string {
  try {
    parseConfig({});
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('an empty environment is no environment');
}

/** Everything that a person or an operator may be told of a failure, with … for its facts. */
const told = [
  ...Object.values(problems).map((say) => say(facts)),
  problems.forbidden({ ...facts, act: 'invite' }),
  problems.link_first({ ...facts, ended: false }),
  troubles.unknown(anything),
  environmentFault(),
];

const asPattern = (sentence: string): RegExp =>
  new RegExp(
    sentence
      .split(anything)
      .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('[\\s\\S]*'),
  );

test('the README tells ten failures', () => expect(quoted).toHaveLength(10));

test.each(quoted)('“%s” is what the product says', (sentence) => {
  expect(told.filter((each) => asPattern(sentence).test(each))).not.toEqual([]);
});
