import { sandboxClock } from '../clock.ts';
import { emptyDatabase } from './database.ts';
import type { LiveOptions, RoqOptions } from './emulator.ts';
import type { Change, Environment } from './environment.ts';
import { faultControl } from './faults.ts';
import { outbox } from './outbox.ts';
import { seededRandom } from './random.ts';
import { requestLog } from './request-log.ts';
import { defaultSwitches, switchesSchema } from './switches.ts';
import { tokenIssuer } from './tokens.ts';
import { webhookSender } from './webhooks.ts';

/** An environment with an empty database, and the handles on what of it can change. */
export interface BuiltEnvironment {
  env: Environment;
  options(): LiveOptions;
  setOptions(patch: Partial<LiveOptions>): void;
  setUrl(url: string): void;
}

export function buildEnvironment(options: Partial<RoqOptions>, changed: (change: Change) => void): BuiltEnvironment {
  const id = options.environmentId ?? '5a9d0b0e-0000-4000-a000-000000000001';
  const clock = options.clock ?? sandboxClock();
  const random = seededRandom(options.randomSeed ?? 1);
  const faults = faultControl(random, () => changed({ what: 'faults' }));
  const switches = { ...defaultSwitches };
  let webhook = options.webhook ?? null;
  let ownUrl = '';
  const setOptions = ({ webhook: target, ...patch }: Partial<LiveOptions>) => {
    Object.assign(switches, patch);
    if (target !== undefined) webhook = target;
  };
  setOptions(switchesSchema.partial().strip().parse(options));
  const env: Environment = {
    id,
    apiKey: options.apiKey ?? 'sandbox-api-key',
    clock,
    db: emptyDatabase(),
    switches,
    faults,
    tokens: tokenIssuer(id),
    outbox: outbox(),
    webhooks: webhookSender({ clock, faults, target: () => webhook }),
    requests: requestLog(),
    random,
    appUrl: () => options.appUrl ?? ownUrl,
    changed,
  };
  return {
    env,
    options: () => ({ ...switches, webhook }),
    setOptions(patch) {
      setOptions(patch);
      changed({ what: 'options' });
    },
    setUrl(url) {
      ownUrl = url;
    },
  };
}
