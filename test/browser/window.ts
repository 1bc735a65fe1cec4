import { mkdirSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { channels, people } from '../../sandbox/world.ts';

/** Longer than anything takes here, so that it only ends a test that would fail anyway. */
const patienceMs = 30_000;

export interface WindowOptions {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  channel?: keyof typeof channels;
  /** Keep the guide in view. Default false. */
  guide?: boolean;
}

/** A browser window in which somebody uses the page, in words of what people do. */
export async function openWindow(browser: Browser, url: string, who: keyof typeof people, options: WindowOptions = {}) {
  const { width = 1280, height = 800, colorScheme = 'light', channel = 'general', guide = false } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  context.setDefaultTimeout(patienceMs);
  if (!guide) await context.addInitScript("sessionStorage.setItem('roq-sandbox-guide', 'hidden')");
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) faults.push(message.text());
  });
  page.on('response', async (response) => {
    if (response.status() >= 400) faults.push(`${response.url()}: ${response.status()} ${await response.text()}`);
  });
  const address = new URL(url);
  address.search = new URLSearchParams({ as: people[who].id, in: channels[channel] }).toString();
  await page.goto(address.href);
  await page.getByRole('navigation', { name: 'Parts of the sandbox' }).or(composerOf(page)).first().waitFor();
  return { ...gestures(page), page, faults, close: () => context.close() };
}
export type Window = Awaited<ReturnType<typeof openWindow>>;

const composerOf = (page: Page): Locator => page.getByRole('textbox', { name: /^Message / });

function gestures(page: Page) {
  const dialog = page.getByRole('dialog');
  const messages = page.getByRole('log', { name: 'Messages' });
  const tools = page.getByRole('complementary', { name: 'Behind the scenes' });
  const sees = (text: string | RegExp, where: Page | Locator = page): Promise<void> =>
    where.getByText(text).filter({ visible: true }).first().waitFor();
  return {
    dialog,
    messages,
    tools,
    composer: composerOf(page),
    async types(text: string): Promise<void> {
      await composerOf(page).fill(text);
      await composerOf(page).press('Enter');
    },
    /** Waits until this stands somewhere on the page, or in a part of it. */
    sees,
    seesModal: (text: string | RegExp) => sees(text, dialog),
    async seesNothingOf(text: string | RegExp, where: Page | Locator = page): Promise<void> {
      const found = await where.getByText(text).filter({ visible: true }).count();
      if (found > 0) throw new Error(`somebody says ${text}`);
    },
    /** A message that says this, the newest one. */
    message: (text: string | RegExp): Locator => messages.getByRole('article').filter({ hasText: text }).last(),
    /** Fills text fields and menus of the modal, by their labels. */
    async fills(values: Record<string, string>): Promise<void> {
      for (const [label, value] of Object.entries(values)) {
        const field = dialog.getByLabel(label);
        await field.waitFor();
        if ((await field.and(page.getByRole('combobox')).count()) > 0) await field.selectOption(value);
        else await field.fill(value);
      }
    },
    presses: (label: string | RegExp, where: Page | Locator = dialog): Promise<void> =>
      where
        .getByRole('button', { name: label, exact: typeof label === 'string' })
        .first()
        .click(),
    async opens(tool: 'Mailbox' | 'ROQ' | 'Workflows' | 'Weather' | 'Inspector'): Promise<void> {
      await tools.getByRole('tab', { name: tool }).click();
    },
    async becomes(name: string): Promise<void> {
      await page.getByRole('button', { name: /^Act as/ }).click();
      await page.getByRole('menuitemradio', { name }).click();
      await page.getByRole('button', { name: `Act as ${name}` }).waitFor();
      await composerOf(page).waitFor();
    },
    goesTo: (place: string): Promise<void> =>
      page.getByRole('navigation', { name: 'Channels and apps' }).getByRole('button', { name: place }).click(),
    /** Of a moment worth looking at: `npm run pictures`. */
    async picture(called: string): Promise<void> {
      if (!process.env.PICTURES) return;
      await picture(page, called);
      if (inReadme.includes(called)) await page.screenshot({ path: `docs/${called}.png` });
    },
    failed: (called: string) => picture(page, `failed ${called}`),
  };
}

/** The pictures that the README shows; `npm run pictures` makes them anew in docs. */
const inReadme = ['sandbox', 'form', 'home-found', 'digest', 'approval'];

async function picture(page: Page, called: string): Promise<void> {
  mkdirSync('screenshots', { recursive: true });
  await page.screenshot({ path: `screenshots/${called}.png` });
}
