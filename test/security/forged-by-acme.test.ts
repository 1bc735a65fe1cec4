import { test } from 'vitest';
import { expectNoEffect, forgedByEach } from './two-sides.ts';

test(`${forgedByEach} payloads forged by people of Acme have no effect in Globex`, async () => {
  await expectNoEffect(['ada', 'alan', 'ed', 'mia', 'gus', 'nina', 'sam'], 'olga', 20261006);
}, 600_000);
