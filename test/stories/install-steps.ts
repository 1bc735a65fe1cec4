import type { SandboxOptions } from '../../sandbox/start-sandbox.ts';
import { people } from '../../sandbox/world.ts';
import { type Transport, type World, world } from './cast.ts';

export const lobby = 'C0LOBBY';

/** The app in OAuth mode, installed nowhere yet. */
export const installable = (transport: Transport = 'http', options: Partial<SandboxOptions> = {}) =>
  world({ transport, install: 'oauth', ...options });

/** A browser that keeps cookies of the app. */
export function browser() {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async visit(url: string): Promise<{ status: number; text: string; headers: Headers }> {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { redirect: 'manual', ...(cookie ? { headers: { cookie } } : {}) });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === 'deleted') cookies.delete(name);
        else cookies.set(name, value);
      }
      return { status: answer.status, text: await answer.text(), headers: answer.headers };
    },
  };
}
export type Browser = ReturnType<typeof browser>;

/** Opens the install page; where its button leads. */
export async function consentUrl(here: World, tab: Browser): Promise<string> {
  const { text } = await tab.visit(`${here.app.url}/slack/install`);
  const link = /class="button" href="([^"]+)"/.exec(text)?.[1];
  if (!link) throw new Error(`no button on the page:\n${text}`);
  return link.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
}

/** Answers Slack's question; where Slack then sends the browser. */
export async function allows(url: string, who: keyof typeof people, how: Record<string, string> = {}): Promise<string> {
  const asked = new URL(url);
  for (const [name, value] of Object.entries({ sandbox_user: people[who].id, ...how })) {
    asked.searchParams.set(name, value);
  }
  const answer = await fetch(asked, { redirect: 'manual' });
  const back = answer.headers.get('location');
  if (!back) throw new Error(`Slack did not send back: ${answer.status} ${await answer.text()}`);
  return back;
}

/** The whole install, as a person does it; the last page they see. */
export async function installs(
  here: World,
  who: keyof typeof people,
  how: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const tab = browser();
  const back = await allows(await consentUrl(here, tab), who, how);
  return tab.visit(back);
}
