import { personOf } from './directory.ts';
import { type Exchange, page, type Reply } from './http-exchange.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** What a person allowed: the code of it is good for ten minutes and once. */
export interface Consent {
  team: string;
  user: string;
  scopes: string[];
  /** For every workspace of the person's enterprise. */
  orgWide: boolean;
  redirectUri: string;
  /** The authorize URL named a redirect_uri, so the exchange must name the same. */
  redirectGiven: boolean;
  at: number;
  used: boolean;
}

const codeLife = 10 * 60_000;
const desks = new WeakMap<World, Map<string, Consent>>();

function codesOf(world: World): Map<string, Consent> {
  const codes = desks.get(world) ?? new Map<string, Consent>();
  desks.set(world, codes);
  return codes;
}

export function consentOf(world: World, code: string): Consent {
  const consent = codesOf(world).get(code);
  if (!consent || world.clock.now() - consent.at >= codeLife) throw new Refusal('invalid_code');
  if (consent.used) throw new Refusal('code_already_used');
  return consent;
}

export function spendConsent(consent: Consent): void {
  consent.used = true;
}

/** GET /oauth/v2/authorize: the consent page; with `sandbox_user` (and `deny=1` or `org=1`) the person's answer to it. */
export function answerAuthorize(world: World, { query }: Exchange): Reply {
  const redirectUri = query.get('redirect_uri') ?? world.app.redirectUrls?.[0] ?? '';
  const problem = askedWrongly(world, query, redirectUri);
  if (problem) return page(`<!doctype html><title>Slack</title><h1>Something went wrong</h1><p>${problem}</p>`, 400);
  const user = query.get('sandbox_user');
  if (!user) return page(consentPage(world, query));
  const back = new URL(redirectUri);
  back.searchParams.set('state', query.get('state') ?? '');
  if (query.get('deny')) back.searchParams.set('error', 'access_denied');
  else back.searchParams.set('code', newCode(world, query, user, redirectUri));
  return { status: 302, headers: { location: back.href } };
}

function askedWrongly(world: World, query: URLSearchParams, redirectUri: string): string | undefined {
  if (!world.app.clientId || query.get('client_id') !== world.app.clientId) return 'invalid_client_id';
  if (!query.get('scope')) return 'invalid_scope';
  const allowed = (world.app.redirectUrls ?? []).some((url) => redirectUri.startsWith(url));
  return allowed ? undefined : 'bad_redirect_uri';
}

function newCode(world: World, query: URLSearchParams, userId: string, redirectUri: string): string {
  const code = `${world.ids.id('')}.${world.ids.secret()}`;
  codesOf(world).set(code, {
    team: personOf(world, userId).team,
    user: userId,
    scopes: (query.get('scope') ?? '').split(/[ ,]+/).filter(Boolean),
    orgWide: query.get('org') === '1',
    redirectUri,
    redirectGiven: query.has('redirect_uri'),
    at: world.clock.now(),
    used: false,
  });
  return code;
}

function consentPage(world: World, query: URLSearchParams): string {
  const kept = [...query].map(([name, value]) => `<input type="hidden" name="${html(name)}" value="${html(value)}">`);
  const people = [...world.users.values()].filter((user) => !user.isBot && !user.deleted);
  const options = people.map(({ id, realName, team }) => {
    const where = world.teams.get(team)?.name ?? team;
    return `<option value="${html(id)}">${html(realName)} in ${html(where)}</option>`;
  });
  return `<!doctype html><title>Slack</title><h1>${html(world.app.name)} asks to join your workspace</h1>
<p>It asks for: ${html(query.get('scope') ?? '')}</p>
<form>${kept.join('')}<label>You are <select name="sandbox_user">${options.join('')}</select></label>
<button>Allow</button> <button name="deny" value="1">Cancel</button></form>`;
}

function html(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
