import { useState } from 'preact/hooks';
import type { WeatherReport } from '../../weather.ts';
import { order } from '../api.ts';
import { say } from '../deeds.ts';
import { clockTime, dayHeading } from '../slack-date.ts';
import { command, parts, timeZone, weather } from '../state.ts';

const minute = 60_000;
const moves = [
  { label: '+10 min', ms: 10 * minute },
  { label: '+1 hour', ms: 60 * minute },
  { label: '+1 day', ms: 24 * 60 * minute },
];

/** Faults and time: make life hard for the app, and watch it keep its word. */
export function WeatherDesk() {
  const report = weather.value;
  if (!report) return null;
  return (
    <>
      <section aria-labelledby="time">
        <h2 id="time">Time</h2>
        <TimeControls report={report} />
      </section>
      <section aria-labelledby="faults">
        <h2 id="faults">Faults</h2>
        <ul class="switches">
          {report.switches.map(({ id, label, about, on }) => (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  role="switch"
                  checked={on}
                  aria-checked={on}
                  onChange={(event) => tell(() => order('weather', { id, on: event.currentTarget.checked }))}
                />
                <span>
                  <strong>{label}</strong>
                  <small>{about}</small>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function TimeControls({ report }: { report: WeatherReport }) {
  const [busy, setBusy] = useState(false);
  const place = { timeZone: timeZone.value, now: report.now };
  const move = async (body: object) => {
    setBusy(true);
    await tell(() => order('clock', body));
    setBusy(false);
  };
  return (
    <>
      <p class="now">
        {dayHeading(report.now, { ...place, now: Date.now() })}, {clockTime(report.now, place.timeZone)}
        {report.offset >= minute ? <small>Moved forward by {ahead(report.offset)}</small> : null}
      </p>
      <div class="actions">
        {moves.map(({ label, ms }) => (
          <button type="button" key={label} class="button" disabled={busy} onClick={() => move({ advanceMs: ms })}>
            {label}
          </button>
        ))}
        {parts.value.app ? (
          <button
            type="button"
            class="button"
            disabled={busy || report.nextDigest === null}
            onClick={() => move({ to: 'digest' })}
          >
            To the next digest
          </button>
        ) : null}
      </div>
      <p class="hint">
        {parts.value.app ? `${digestSentence(report)} ` : null}
        {parts.value.roq ? 'Invites expire after a day.' : null}
      </p>
    </>
  );
}

function digestSentence({ nextDigest, now }: WeatherReport): string {
  if (nextDigest === null) return `No digest is set up: an owner can do that with ${command.value?.word} settings.`;
  const day = dayHeading(nextDigest, { timeZone: timeZone.value, now }).toLowerCase();
  return `The next digest is due ${day}, ${clockTime(nextDigest, timeZone.value)}.`;
}

async function tell(deed: () => Promise<WeatherReport>): Promise<void> {
  try {
    weather.value = await deed();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}

function ahead(ms: number): string {
  const minutes = Math.floor(ms / minute);
  const units = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  return units
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
