import type { Actor } from './cast.ts';

/** Opens “Privacy and audit”, fills it in and saves it. */
export async function sets(who: Actor, values: Record<string, string>): Promise<void> {
  await who.types('/invite settings');
  await who.seesModal('Daily digest');
  await who.presses('Privacy and audit');
  await who.seesModal('Addresses in channels');
  await who.fills(values);
  await who.submits();
}
