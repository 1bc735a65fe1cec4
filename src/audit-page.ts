import { createHash, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Clock } from './clock.ts';
import type { Handler, Routes } from './http.ts';
import type { AuditEntry, AuditLog, Period } from './invites/audit.ts';
import { csvHeader, csvLines } from './invites/audit-csv.ts';
import type { AuditDownload, AuditDownloads } from './invites/audit-download.ts';
import type { Authority } from './people/authority.ts';
import type { Person } from './people/person.ts';
import type { Recognizer } from './people/recognize.ts';
import { Problem } from './problem.ts';
import { RoqError } from './roq-error.ts';
import { wordsForBrowser } from './words/browser-language.ts';
import type { Words } from './words/words.ts';

export type AuditPageDeps = {
  audit: AuditLog;
  auditDownloads: AuditDownloads;
  recognizer: Pick<Recognizer, 'recognize'>;
  authority: Pick<Authority, 'allow'>;
  clock: Clock;
  /** Where people reach this app, without a trailing slash. */
  publicUrl: string;
};

export type AuditPage = {
  routes: Routes;
  /** A link that works once, for ten minutes, while its person may see the audit log. */
  link(person: Person, period: Period): Promise<string>;
};

const lifeMs = 10 * 60_000;
const path = '/audit/';
const page = 1_000;

/**
 * Long exports are fetched from the app itself. Opening the link only shows a button, so that whatever looks at links
 * on its own does not use it up; pressing it asks once more whether the person may.
 */
export function auditPage(deps: AuditPageDeps): AuditPage {
  return {
    routes: {
      [`GET ${path}*`]: (req, res) => showButton(wordsForBrowser(req), res),
      [`POST ${path}*`]: download(deps),
    },
    async link({ teamId, tenantId, slackUserId, roqUserId }, period) {
      const token = randomBytes(32).toString('base64url');
      await deps.auditDownloads.offer(hashOf(token), { teamId, tenantId, slackUserId, roqUserId, ...period }, lifeMs);
      return `${deps.publicUrl}${path}${token}`;
    },
  };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const guarded = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
};

function html(words: Words, res: ServerResponse, status: number, body: string): void {
  const { language, audit } = words;
  const head = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="robots" content="noindex"><title>${audit.page.title}</title>`;
  res
    .writeHead(status, { ...guarded, 'content-type': 'text/html; charset=utf-8' })
    .end(`${head}<body>${body}</body></html>`);
}

const showButton = (words: Words, res: ServerResponse): void => {
  const { once, download } = words.audit.page;
  html(words, res, 200, `<p>${once}</p><form method="post"><button>${download}</button></form>`);
};

const download =
  (deps: AuditPageDeps): Handler =>
  async (req, res) => {
    const token = (req.url ?? '').split('?')[0]?.slice(path.length) ?? '';
    const found = await deps.auditDownloads.redeem(hashOf(token));
    if (!found || !(await stillMay(deps, found))) {
      const words = wordsForBrowser(req);
      return html(words, res, 404, `<p>${words.audit.page.gone}</p>`);
    }
    const name = `audit-${new Date(found.from).toISOString().slice(0, 10)}.csv`;
    const kind = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` };
    res.writeHead(200, { ...guarded, ...kind });
    res.write(`${csvHeader}\r\n`);
    for await (const entries of pages(deps.audit, found)) res.write(`${csvLines(entries).join('\r\n')}\r\n`);
    res.end();
  };

/** The same person, in the same tenant, with the power of this moment. */
async function stillMay(deps: AuditPageDeps, { teamId, slackUserId, tenantId, roqUserId }: AuditDownload) {
  try {
    const person = await deps.recognizer.recognize({ teamId, userId: slackUserId, homeTeamId: teamId });
    if (person.tenantId !== tenantId || person.roqUserId !== roqUserId) return false;
    await deps.authority.allow(person, { act: 'audit' });
    return true;
  } catch (error) {
    if (error instanceof Problem || error instanceof RoqError) return false;
    throw error;
  }
}

/** Entries of one ms are never cut apart: a page that ends within it is read again, longer. */
async function* pages(audit: AuditLog, { teamId, tenantId, from, until }: AuditDownload): AsyncGenerator<AuditEntry[]> {
  let start = from;
  for (let limit = page; ; ) {
    const read = await audit.period({ teamId, tenantId }, { from: start, until }, limit);
    const last = read.at(-1);
    if (!last) return;
    if (read.length < limit) return yield read;
    const whole = read.filter((entry) => entry.at < last.at);
    if (whole.length === 0) {
      limit *= 2;
      continue;
    }
    yield whole;
    start = last.at;
    limit = page;
  }
}
