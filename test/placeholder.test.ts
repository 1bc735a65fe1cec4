import { expect, test } from 'vitest';

test('the suite runs', () => expect(1 + 1).toBe(2));
