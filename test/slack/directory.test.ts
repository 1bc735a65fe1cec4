import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { slackDirectory } from '../../src/slack/directory.ts';

/** What Slack says of a user to the workspace T1. */
const standing = async (user: object) => {
  const answer = { ok: true, user: { id: 'U1', name: 'ada', profile: {}, ...user } };
  const client = new WebClient('xoxb-1', { fetch: async () => Response.json(answer) });
  const directory = slackDirectory({ clientFor: async () => client, clock: sandboxClock() });
  return (await directory.user('T1', 'U1'))?.standing;
};

test.each([
  ['of the workspace', { team_id: 'T1' }, 'member'],
  ['of another workspace', { team_id: 'T2' }, 'stranger'],
  [
    'of another workspace of the enterprise, but a member here too',
    { team_id: 'T2', enterprise_user: { teams: ['T2', 'T1'] } },
    'member',
  ],
  ['of the enterprise, but not a member here', { team_id: 'T2', enterprise_user: { teams: ['T2'] } }, 'stranger'],
  ['whom Slack calls a stranger', { team_id: 'T1', is_stranger: true }, 'stranger'],
  ['who is a guest here', { team_id: 'T2', enterprise_user: { teams: ['T1'] }, is_restricted: true }, 'guest'],
])('somebody %s', async (_who, user, expected) => {
  expect(await standing(user)).toBe(expected);
});
