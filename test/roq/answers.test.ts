import { expect, test } from 'vitest';
import { invitesAnswer } from '../../src/roq/answers.ts';
import { turnsDuring } from '../turns.ts';
import { inviteRow } from './fake-roq.ts';

const page = (rows: object[]) => ({ userInvites: { data: rows, totalCount: rows.length } });
const rows = Array.from({ length: 1_000 }, (_, at) => inviteRow({ id: `i${at}` }));

test('a page of a thousand invites is read a hundred at a time, in order, with the event loop turning in between', async () => {
  let ids: string[] = [];
  const turns = await turnsDuring(async () => {
    ids = (await invitesAnswer.parseAsync(page(rows))).rows.map(({ id }) => id);
  });
  expect(turns).toBeGreaterThanOrEqual(9);
  expect(ids).toEqual(rows.map(({ id }) => id));
});

test('each strange invite of a page is told by its place', async () => {
  const strange = rows.with(3, { ...inviteRow(), status: 'lost' }).with(700, { ...inviteRow(), id: 7 as never });
  const read = await invitesAnswer.safeParseAsync(page(strange));
  expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'userInvites.data.3.status',
    'userInvites.data.700.id',
  ]);
});
