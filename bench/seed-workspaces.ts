import { cpSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { systemClock } from '../src/clock.ts';
import { localTime } from '../src/digests/local-day.ts';
import { createLog } from '../src/log.ts';
import { sqliteFile } from '../src/store/sqlite.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { defaultSettings } from '../src/workspaces/settings.ts';
import { channelOf, personOf, teamOf, tenantId, tokenOf } from './far-ends/numbers.ts';

const encryptionKey = '01'.repeat(32);
/** The environment of an app that many workspaces have installed, instead of one bot token. */
export const manyWorkspaces = {
  SLACK_BOT_TOKEN: '',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'bench-client-secret',
  SLACK_STATE_SECRET: 'bench-state-secret',
  ENCRYPTION_KEY: encryptionKey,
  TRUST_SLACK_EMAIL: 'true',
};

const atOnce = 250;

/** A store in which so many workspaces have the app, each with a digest that is due now. */
export async function seedWorkspaces(dataDir: string, count: number): Promise<void> {
  const store = await openStore({
    dataDir,
    clock: systemClock,
    log: createLog('silent'),
    encryptionKeys: [Buffer.from(encryptionKey, 'hex')],
  });
  for (let from = 1; from <= count; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, count - from + 1) }, (_, at) => from + at);
    await Promise.all(numbers.map((n) => seedOne(store, n)));
  }
  await store.close();
  // Every install leaves a first word to be posted: here they were said long ago.
  const file = new Libsql(sqliteFile(dataDir));
  file.exec('delete from posts; pragma wal_checkpoint(truncate)');
  file.close();
}

/** The same store again, as it was before anybody ran on it. */
export function copyOf(dataDir: string, target: string): string {
  cpSync(sqliteFile(dataDir), join(target, 'roq-invite.db'), { recursive: true });
  return target;
}

async function seedOne(store: Store, n: number): Promise<void> {
  const [teamId, of] = [teamOf(n), tenantId(n)];
  const installation = {
    ...{ id: teamId, orgWide: false, name: `Workspace ${n}`, botToken: tokenOf(n), botId: 'B0BOT', botUserId: 'U0BOT' },
    ...{ scopes: ['commands', 'chat:write', 'users:read', 'users:read.email'], installerId: personOf(1) },
  };
  await store.installations.save(installation, () => ({
    key: `welcome:${teamId}`,
    kind: 'welcome',
    subject: teamId,
    teamId,
    tenantId: of,
    slackUserId: personOf(1),
  }));
  const { timeZone, hour } = aboutNoon();
  const settings = defaultSettings(timeZone, 0);
  const digest = { ...settings.digest, on: true, channelId: channelOf(n), hour, weekdays: [1, 2, 3, 4, 5, 6, 7] };
  await store.settings.save({ teamId, tenantId: of, settings: { ...settings, digest }, updatedBy: personOf(1) });
}

/** A zone where no midnight comes in between, and the hour it is there. */
function aboutNoon(): { timeZone: string; hour: number } {
  const ahead = 12 - new Date().getUTCHours();
  const timeZone = `Etc/GMT${ahead < 0 ? `+${-ahead}` : `-${ahead}`}`;
  return { timeZone, hour: Math.floor(localTime(Date.now(), timeZone).minute / 60) };
}
