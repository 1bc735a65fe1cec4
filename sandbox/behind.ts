import type { RoqEmulator } from './roq/emulator.ts';
import type { SlackAppRegistration } from './slack/registration.ts';
import type { SlackEmulator } from './slack/slack-emulator.ts';

/** What stands behind a page: one emulator alone, or both with our app between them. */
export interface Behind {
  slack?: SlackEmulator;
  /** The app as Slack knows it; there with `slack`. */
  registration?: SlackAppRegistration;
  roq?: RoqEmulator;
  /** Our own app; whoever brings another looks at its clock themselves. */
  app?: { tick(): Promise<unknown> };
}

/** What a page needs of a part that may be missing. @throws Error, in words for whoever uses the page */
export function part<K extends keyof Behind>(behind: Behind, name: K): NonNullable<Behind[K]> {
  const found = behind[name];
  if (!found) throw new Error(`this sandbox runs without ${name}`);
  return found;
}
