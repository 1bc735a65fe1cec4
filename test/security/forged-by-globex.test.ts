import { test } from 'vitest';
import { expectNoEffect, forgedByEach } from './two-sides.ts';

test(`${forgedByEach} payloads forged by people of Globex have no effect in Acme`, async () => {
  await expectNoEffect(['olga', 'gus', 'nina', 'sam'], 'ada', 20261007);
}, 600_000);
