import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../stories/cast.ts';
import { galleryForm, galleryMessage, stacked } from './gallery-blocks.ts';
import { type OwnAppInBrowser, ownAppInBrowser } from './own-app.ts';
import { describeInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('an app that is not ours', () => {
  let here: OwnAppInBrowser;
  const submitted: Record<string, Record<string, object>>[] = [];
  const chosen: object[] = [];
  beforeEach(async () => {
    here = await ownAppInBrowser((app) => {
      app.command('/gallery', async ({ ack, say }) => {
        await ack();
        await say({ text: 'everything', blocks: galleryMessage });
      });
      app.command('/form', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: galleryForm });
      });
      app.command('/stack', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: stacked(1) });
      });
      app.options({ action_id: 'input' }, async ({ ack, options }) => {
        const cities = ['Berlin', 'Bern'].filter((city) => city.toLowerCase().startsWith(options.value));
        const offered = cities.map((city) => ({ text: { type: 'plain_text', text: city }, value: city }));
        await ack({ options: offered as never });
      });
      app.view('form', async ({ ack, view }) => {
        submitted.push(view.state.values as never);
        await ack();
      });
      app.action('deeper', async ({ ack, client, body }) => {
        await ack();
        const depth = Number(JSON.stringify(body).match(/level (\d)/)?.[1] ?? 0);
        const { trigger_id = '' } = body as { trigger_id?: string };
        await client.views.push({ trigger_id, view: stacked(depth + 1) });
      });
      app.action(/^(more|good|pick|day)$/, async ({ ack, action }) => {
        await ack();
        chosen.push(action);
      });
      app.shortcut('greet', async ({ ack, client, shortcut }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view: stacked(1) });
      });
      app.shortcut('aloud', async ({ ack, respond, shortcut }) => {
        await ack();
        if ('message' in shortcut) await respond(`It says: ${shortcut.message.text}`);
      });
    });
  });
  afterEach((context) => here.close(context));

  test('has its blocks drawn as Slack draws them, and what cannot be drawn is named', async () => {
    const ada = await here.window('ada', { height: 1000 });
    await ada.types('/gallery');
    const message = ada.message('Everything in one message 🎉');
    await ada.sees('@Ada Owens', message);
    await ada.sees('#general', message);
    await ada.sees('✋', message);
    await message.getByText('markdown block (not drawn in this sandbox)').waitFor();
    await ada.presses('Good', message);
    await message.getByRole('combobox').selectOption('Viewer');
    await message
      .getByLabel(/day|date/i)
      .or(message.locator('input[type=date]'))
      .first()
      .fill('2026-10-07');
    await message.getByRole('button', { name: /^More/ }).first().click();
    await ada.page.getByRole('menuitem', { name: 'Remove' }).click();
    await eventually(() => expect(chosen).toHaveLength(4));
    expect(chosen).toMatchObject([
      { action_id: 'good' },
      { action_id: 'pick', selected_option: { value: 'viewer' } },
      { action_id: 'day', selected_date: '2026-10-07' },
      { action_id: 'more', selected_option: { value: 'Remove' } },
    ]);
    await ada.picture('gallery');
  });

  test('has its forms filled in, whatever is in them', async () => {
    const ada = await here.window('ada', { height: 1000 });
    await ada.types('/form');
    const field = (label: string) => ada.dialog.getByLabel(label, { exact: true });
    await field('Line').fill('a line');
    await field('Story').fill('a\nstory');
    await field('Mail').fill('nonsense');
    await field('Site').fill('https://x.test');
    await field('Age').fill('200');
    await field('Role').selectOption('Editor');
    const group = (label: string) => ada.dialog.getByRole('group', { name: label, exact: true });
    await group('Roles').getByRole('combobox').selectOption('Viewer');
    await group('Roles').getByRole('button', { name: 'Remove Viewer' }).waitFor();
    await group('Roles').getByRole('combobox').selectOption('Owner');
    await field('City').pressSequentially('ber');
    await ada.dialog.getByRole('button', { name: 'Berlin' }).click();
    await field('Person').selectOption('Mia Moss (@mia)');
    await group('People').getByRole('combobox').selectOption('Ed Ito (@ed)');
    await field('Place').selectOption('#hiring');
    await group('Radio').getByRole('radio', { name: 'Owner' }).check();
    await group('Boxes').getByRole('checkbox', { name: 'Viewer' }).check();
    await field('Day').fill('2026-10-07');
    await field('Time').fill('10:30');
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('email') };
    await group('Files').locator('input').setInputFiles(file);
    await ada.seesModal('people.csv');
    await ada.presses('Remove what was uploaded');
    await group('Files').locator('input').setInputFiles(file);
    await ada.seesModal('people.csv');
    await ada.picture('gallery-form');
    await ada.presses('Send');
    await ada.seesModal('Please enter a valid email address.');
    await ada.seesModal('Must be 150 or less.');
    await field('Mail').fill('a@x.io');
    await field('Age').fill('42');
    await ada.presses('Send');
    await ada.dialog.waitFor({ state: 'detached' });
    const values = Object.fromEntries(Object.entries(submitted[0] ?? {}).map(([label, all]) => [label, all.input]));
    expect(values).toMatchObject({
      Line: { value: 'a line' },
      Story: { value: 'a\nstory' },
      Mail: { value: 'a@x.io' },
      Site: { value: 'https://x.test' },
      Age: { value: '42' },
      Role: { selected_option: { value: 'editor' } },
      Roles: { selected_options: [{ value: 'viewer' }, { value: 'owner' }] },
      City: { selected_option: { value: 'Berlin' } },
      Person: { selected_user: 'U0MIA' },
      People: { selected_users: ['U0ED'] },
      Place: { selected_conversation: 'C0HIRING' },
      Radio: { selected_option: { value: 'owner' } },
      Boxes: { selected_options: [{ value: 'viewer' }] },
      Day: { selected_date: '2026-10-07' },
      Time: { selected_time: '10:30' },
      Files: { files: [{ name: 'people.csv' }] },
    });
  });

  test('stacks its modals three deep, and shortcuts start things, too', async () => {
    const ada = await here.window('ada');
    const { keyboard } = ada.page;
    await ada.types('/stack');
    for (const depth of [1, 2]) {
      await ada.seesModal(`This is level ${depth}.`);
      await ada.presses('Deeper');
    }
    await ada.seesModal('This is level 3.');
    await ada.picture('stack');
    await keyboard.press('Escape');
    await ada.seesModal('This is level 2.');
    await ada.presses('One back');
    await ada.seesModal('This is level 1.');
    await ada.presses('Deeper');
    await ada.seesModal('This is level 2.');
    await ada.presses('Close');
    await ada.dialog.waitFor({ state: 'detached' });

    await ada.page.getByRole('button', { name: 'Shortcuts' }).click();
    await ada.page.getByRole('menuitem', { name: 'Greet me' }).click();
    await ada.seesModal('This is level 1.');
    await keyboard.press('Escape');
    await ada.types('read me');
    const message = ada.message('read me');
    await message.hover();
    await message.getByRole('button', { name: 'More actions' }).click();
    await ada.page.getByRole('menuitem', { name: 'Read it aloud' }).click();
    await ada.sees('It says: read me');
  });
});
