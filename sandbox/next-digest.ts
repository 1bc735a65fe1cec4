import { dueDay } from '../src/digests/local-day.ts';
import { submissionRequest } from '../src/slack/requests.ts';
import { readSettingsForm, settingsId } from '../src/slack/views/settings.ts';
import { wordsFor } from '../src/words/words.ts';
import type { Delivery } from './slack/journal.ts';

const quarter = 15 * 60_000;
const longest = 9 * 24 * 4;

/**
 * When the next digest is due (ms, a minute past its hour), by the settings form that was last saved; undefined while
 * the digest is off. Hours begin on a quarter of an hour in every time zone.
 */
export function nextDigest(deliveries: readonly Delivery[], now: number): number | undefined {
  const saved = deliveries.findLast((delivery) => savedSettings(delivery) !== undefined);
  const answer = saved && savedSettings(saved);
  if (!saved || !answer) return undefined;
  const settings = { ...answer, effectiveFrom: saved.at };
  const today = dueDay(settings, now);
  for (let step = 1, at = now - (now % quarter) + quarter; step <= longest; step++, at += quarter) {
    const day = dueDay(settings, at);
    if (day !== undefined && day !== today) return at + 60_000;
  }
  return undefined;
}

function savedSettings({ kind, name, ack, payload }: Delivery) {
  if (kind !== 'view_submission' || name !== settingsId || ack?.outcome !== 'ok') return undefined;
  const parsed = submissionRequest.safeParse(payload);
  const answer = parsed.success
    ? readSettingsForm(wordsFor(undefined), parsed.data.view.state?.values ?? {})
    : undefined;
  return answer?.kind === 'settings' ? answer.digest : undefined;
}
