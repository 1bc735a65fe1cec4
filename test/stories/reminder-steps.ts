import type { Actor } from './cast.ts';

/** Sets reminders through the form, as a person does. */
export async function remindersOn(who: Actor, days: number, on: 'On' | 'Off' = 'On'): Promise<void> {
  await who.types('/invite settings');
  await who.seesModal('Daily digest');
  await who.presses('Reminders');
  await who.seesModal('have not answered');
  await who.fills({ 'Remind them by mail': on, When: `After ${days} days without an answer` });
  await who.submits();
  await who.seesModal('Saved.');
  await who.closes();
}
