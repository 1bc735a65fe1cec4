import { randomUUID } from 'node:crypto';
import { dayBegins, localTime } from '../digests/local-day.ts';
import type { Period } from '../invites/audit.ts';
import { type ExportPart, mostRows, partsOf } from '../invites/audit-export.ts';
import type { Person } from '../people/person.ts';
import type { SlackDeps } from './deps.ts';
import type { Scene } from './scene.ts';

const usualDays = 30;
const day = 24 * 60 * 60_000;

/**
 * `/invite audit [from] [to]`: days of the person's own zone, both inclusive. By direct message, in code blocks: that
 * needs neither the right to write files nor an address that the app can be reached at. A longer export is fetched once
 * from the app itself, where it has such an address.
 */
export async function exportAudit(deps: SlackDeps, here: Scene, rest: string): Promise<void> {
  const person = await deps.recognizer.recognize(here.identity);
  await deps.authority.allow(person, { act: 'audit' });
  const asked = periodIn(rest, person, deps.clock.now());
  if (!asked) {
    return here.tell(here.words.audit.wrongDays(here.command, usualDays));
  }
  await keep(deps, here, person, asked);
  const link = await deps.auditLink?.(person, asked);
  if (link) return here.tell(here.words.audit.link(link));
  await sendParts(deps, here, person, asked);
}

function periodIn(rest: string, { timeZone }: Person, now: number): Period | undefined {
  const words = rest.split(/\s+/).filter(Boolean);
  if (words.length > 2) return undefined;
  const today = localTime(now, timeZone).day;
  const [first = localTime(now - (usualDays - 1) * day, timeZone).day, last = today] = words;
  const [from, end] = [dayBegins(first, timeZone), dayBegins(last, timeZone)];
  if (from === undefined || end === undefined || end < from) return undefined;
  // The next day begins 23 to 25 hours later.
  const until = dayBegins(localTime(end + 26 * 60 * 60_000, timeZone).day, timeZone) ?? end + day;
  return { from, until };
}

async function keep(deps: SlackDeps, here: Scene, person: Person, { from, until }: Period): Promise<void> {
  const { teamId, tenantId, slackUserId, roqUserId } = person;
  const reason = `${new Date(from).toISOString()} to ${new Date(until).toISOString()}`;
  await deps.audit.append([
    {
      ...{ at: deps.clock.now(), teamId, tenantId, slackUserId, roqUserId, what: 'audit.exported', reason },
      ...{ requestId: here.requestId, source: here.source },
    },
  ]);
}

async function sendParts(deps: SlackDeps, here: Scene, person: Person, asked: Period): Promise<void> {
  const { teamId, tenantId, slackUserId } = person;
  // Up to this moment: what the parts hold must not change while they are posted.
  const period = { from: asked.from, until: Math.min(asked.until, deps.clock.now() + 1) };
  const entries = await deps.audit.period(person, period, mostRows + 1);
  if (entries.length === 0) return here.tell(here.words.audit.nothing);
  if (entries.length > mostRows) {
    return here.tell(here.words.audit.tooMany(mostRows));
  }
  const id = randomUUID();
  const parts = partsOf(entries).map((_, part): ExportPart => ({ ...period, part }));
  for (const part of parts) {
    const subject = JSON.stringify(part);
    await deps.posts.create({
      key: `audit-csv:${id}:${part.part}`,
      kind: 'audit_csv',
      subject,
      teamId,
      tenantId,
      slackUserId,
    });
  }
  deps.wakePosts();
  await here.tell(here.words.audit.onTheirWay(entries.length, parts.length));
}
