import { invalidArguments, Refusal } from './refusal.ts';
import type { Installation, Trigger, World } from './world.ts';

export const triggerLife = 3000;

/** A trigger_id for one interaction: good for 3 s on the clock, and once. */
export function newTrigger(world: World, about: Omit<Trigger, 'at' | 'used'>): string {
  const seconds = Math.floor(world.clock.now() / 1000);
  const id = `${seconds}.${about.installTeam.replace(/\D/g, '') || '1'}.${world.ids.secret(16)}`;
  world.triggers.set(id, { ...about, at: world.clock.now(), used: false });
  return id;
}

/** Exchanges a trigger; throws invalid, exchanged or expired_trigger_id and notes the last two as violations. */
export function spendTrigger(world: World, installation: Installation, id: unknown): Trigger {
  const trigger = typeof id === 'string' ? world.triggers.get(id) : undefined;
  if (typeof id !== 'string' || !/^\d+\.\d+\.\w+$/.test(id)) {
    throw invalidArguments([{ message: 'invalid `trigger_id`', path: ['trigger_id'] }]);
  }
  if (!trigger || trigger.installTeam !== installation.team) throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw broken(world, 'exchanged_trigger_id');
  if (world.clock.now() - trigger.at >= triggerLife) throw broken(world, 'expired_trigger_id');
  return trigger;
}

function broken(world: World, code: string): Refusal {
  world.journal.violated(code, 'a trigger_id is good for 3 s, and once');
  return new Refusal(code);
}
