import type { World } from '../world.ts';

/** Something Slack itself says to a person. */
export function notify(world: World, user: string, where: string, text: string): void {
  world.notices.push({ at: world.clock.now(), user, where, text });
  world.journal.changed('notice');
}
