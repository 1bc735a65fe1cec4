import { daysAhead, dueDay, dueOn } from '../src/digests/local-day.ts';
import { submissionRequest } from '../src/slack/requests.ts';
import { ownDigestStop } from '../src/slack/views/digest.ts';
import { ownSettingsId, readOwnSettings } from '../src/slack/views/own-settings.ts';
import { readSettingsForm, settingsId } from '../src/slack/views/settings.ts';
import { wordsFor } from '../src/words/words.ts';
import type { Delivery } from './slack/journal.ts';

const quarter = 15 * 60_000;
const longest = 9 * 24 * 4;

/** The local day whose digest is due at an instant, ms. */
type Plan = (at: number) => string | undefined;

/**
 * When the next digest is due, a channel's or somebody's own (ms, a minute past its hour), by the forms that were last
 * saved; undefined while none is on. Hours begin on a quarter of an hour in every time zone.
 */
export function nextDigest(
  deliveries: readonly Delivery[],
  now: number,
  zoneOf: (user: string) => string = () => 'UTC',
): number | undefined {
  const plans = [channelPlan(deliveries), ...ownPlans(deliveries, zoneOf)];
  const due = plans.flatMap((plan) => (plan && nextOf(plan, now)) ?? []);
  return due.length > 0 ? Math.min(...due) : undefined;
}

function nextOf(plan: Plan, now: number): number | undefined {
  const today = plan(now);
  for (let step = 1, at = now - (now % quarter) + quarter; step <= longest; step++, at += quarter) {
    const day = plan(at);
    if (day !== undefined && day !== today) return at + 60_000;
  }
  return undefined;
}

function channelPlan(deliveries: readonly Delivery[]): Plan | undefined {
  const saved = deliveries.findLast((delivery) => savedSettings(delivery) !== undefined);
  const answer = saved && savedSettings(saved);
  if (!saved || !answer) return undefined;
  const settings = { ...answer, effectiveFrom: saved.at };
  return (at) => dueDay(settings, at);
}

/** Of everybody who turned one on and has not stopped it since. */
function ownPlans(deliveries: readonly Delivery[], zoneOf: (user: string) => string): Plan[] {
  const plans = new Map<string, Plan>();
  for (const delivery of deliveries) {
    const { user = '', at, kind, name } = delivery;
    if (kind === 'block_actions' && name === ownDigestStop.actionId) plans.delete(user);
    const own = savedOwn(delivery);
    if (!own) continue;
    const timeZone = zoneOf(user);
    const plan = { ...own, timeZone, effectiveFrom: plans.has(user) ? at : daysAhead(1, at, timeZone) };
    if (own.on) plans.set(user, (when) => dueOn(plan, when));
    else plans.delete(user);
  }
  return [...plans.values()];
}

const valuesOf = ({ payload }: Delivery) => {
  const parsed = submissionRequest.safeParse(payload);
  return parsed.success ? (parsed.data.view.state?.values ?? {}) : undefined;
};
const isSaved = ({ kind, name, ack }: Delivery, form: string): boolean =>
  kind === 'view_submission' && name === form && ack?.outcome === 'ok';

function savedSettings(delivery: Delivery) {
  const values = isSaved(delivery, settingsId) ? valuesOf(delivery) : undefined;
  const answer = values && readSettingsForm(wordsFor(undefined), values);
  return answer?.kind === 'settings' ? answer.digest : undefined;
}

function savedOwn(delivery: Delivery) {
  const values = isSaved(delivery, ownSettingsId) ? valuesOf(delivery) : undefined;
  const answer = values && readOwnSettings(wordsFor(undefined), values);
  return answer?.kind === 'own' ? answer.own : undefined;
}
