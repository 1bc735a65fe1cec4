import axe, { type AxeResults } from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';
import { sends } from './steps.ts';
import type { Window } from './window.ts';

type Colours = 'light' | 'dark';
/** In the dark only the rule that looks at colours is asked again: the others look at what stands there. */
const rules: Record<Colours, string> = { light: '', dark: ", runOnly: ['color-contrast']" };

/** What axe-core finds on the page as it is, by rule and place; only what is serious or critical. */
async function seriousFaults({ page }: Window, colours: Colours): Promise<string[]> {
  await page.emulateMedia({ colorScheme: colours });
  const found = await page.evaluate<AxeResults>(`axe.run(document, { resultTypes: ['violations']${rules[colours]} })`);
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} (${node.failureSummary})`));
}

describeInBrowser('axe-core finds no serious fault, in light and in dark colours,', () => {
  let here: SandboxInBrowser;
  let ada: Window;
  let found: Record<string, string[]>;
  beforeEach(async () => {
    here = await sandboxInBrowser({ workflow: true });
    ada = await here.window('ada', { guide: true });
    found = {};
  });
  afterEach(async (context) => {
    await here.close(context);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((view) => [view, []])));
  });
  const look = async (view: string) => {
    await ada.page.evaluate(axe.source);
    for (const colours of ['light', 'dark'] as const) found[`${view}, ${colours}`] = await seriousFaults(ada, colours);
    await ada.picture(`dark ${view}`);
  };

  test('in forms', async () => {
    await look('at first');
    await ada.composer.fill('/inv');
    await look('completions');
    await ada.types('/invite');
    await ada.dialog.getByLabel('E-mail addresses').waitFor();
    await ada.presses('Check');
    await ada.dialog.getByText('Please complete this required field.').first().waitFor();
    await look('form with errors');
    await ada.presses('Not now');
    await ada.types('/invite list');
    await ada.seesModal('pat@partner.test');
    await look('list');
  });

  test('in everything else that opens', async () => {
    const closes = (label: string) => ada.dialog.getByRole('button', { name: label, exact: true }).last().click();
    await ada.types(
      '/invite zoe@x.io, zoe@gmial.com, pat@partner.test, mia@acme.test, eve@agency.test, nonsense@ as editor',
    );
    await ada.seesModal('Already pending');
    await look('sheet');
    await closes('Not now');
    for (const [line, says] of [
      ['settings', 'Daily digest'],
      ['link', 'You act for'],
      ['why pat@partner.test', 'Now in ROQ'],
    ] as const) {
      await ada.types(`/invite ${line}`);
      await ada.seesModal(says);
      await look(line);
      await ada.page.keyboard.press('Escape');
      await ada.dialog.waitFor({ state: 'detached' });
    }
    for (const [button, says] of [
      ['Rules and limits of this workspace', 'What this workspace adds'],
      ['Privacy and audit', 'Privacy and audit of the invites'],
      ['My own digest', 'Your own digest'],
    ] as const) {
      await ada.types('/invite settings');
      await ada.presses(button);
      await ada.seesModal(says);
      await look(button);
      await ada.page.keyboard.press('Escape');
      await ada.dialog.waitFor({ state: 'detached' });
    }
  });

  test('in messages, dialogs and mails', async () => {
    const card = await sends(ada, 'Zoe Zed <zoe@x.io>, bob@y.io as editor');
    await look('card and mails');
    await ada.presses(/^Cancel.*b•••@y\.io/, card);
    await look('confirm');
    await ada.presses('Keep it', ada.page.getByRole('alertdialog'));
    await ada.presses('Show all', card);
    await ada.seesModal('zoe@x.io');
    await look('card detail');
  });

  test('in Home and the tools', async () => {
    await ada.types('/invite help');
    await ada.sees('Only visible to you');
    await look('ephemeral help');
    for (const tool of ['ROQ', 'Workflows', 'Weather', 'Inspector'] as const) {
      await ada.opens(tool);
      await look(tool);
    }
    await ada.tools.getByText('/invite help').first().click();
    await ada.tools.getByText('"command": "/invite"').waitFor();
    await look('payload');
    await ada.page.getByRole('button', { name: /^Act as/ }).click();
    await look('act as');
    await ada.page.keyboard.press('Escape');
    await ada.goesTo('ROQ Invites');
    await ada.presses('Home', ada.page);
    await ada.sees('Invites to Acme');
    await look('home');
  });
});
