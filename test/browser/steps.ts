import type { Locator } from 'playwright-core';
import type { Window } from './window.ts';

/** Invites by one line, to the card in the channel. */
export async function sends(who: Window, line: string): Promise<Locator> {
  await who.types(`/invite ${line}`);
  await who.presses(/^Send \d+ invites?$/);
  await who.seesModal(/\d+ sent/);
  await who.presses('Done');
  const card = who.message('invited');
  await who.sees('Pending', card);
  return card;
}

/** Turns the daily digest of #general on, at nine in Berlin, through the form. */
export async function turnsDigestOn(who: Window): Promise<void> {
  await who.types('/invite settings');
  await who.fills({ Digest: 'on', 'Channel (optional)': '#general', Hour: '09:00', 'Time zone': 'Europe/Berlin' });
  await who.presses('Save');
  await who.seesModal('Saved.');
  await who.presses('Close');
}

/** Sets that whoever may not invite may ask. */
export async function letsPeopleAsk(who: Window): Promise<void> {
  await who.types('/invite settings');
  await who.presses('Rules and limits of this workspace');
  await who.fills({ 'People who may not invite': 'May ask for invites' });
  await who.presses('Save');
  await who.seesModal('Saved.');
  await who.dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
}
