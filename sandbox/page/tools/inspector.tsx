import { useState } from 'preact/hooks';
import type { Passage } from '../../page-inspector.ts';
import { read } from '../api.ts';
import { personName } from '../blocks/text.tsx';
import { inspection, timeZone } from '../state.ts';

/** What passed between Slack and the app, the newest first, and every rule that was broken. */
export function Inspector() {
  const found = inspection.value;
  if (!found) return null;
  return (
    <>
      {found.violations.length > 0 ? (
        <section class="violations" role="alert" aria-label="Broken rules">
          <h2>
            {found.violations.length} {found.violations.length === 1 ? 'rule' : 'rules'} of Slack broken
          </h2>
          <ul>
            {found.violations.map((violation) => (
              <li key={`${violation.at}${violation.detail}`}>
                <strong>{violation.rule}</strong> {violation.detail}
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <p class="all-well">
          <span aria-hidden="true">✓</span> No rule of Slack broken
        </p>
      )}
      <p class="tool-about">
        {found.deliveries.toLocaleString('en')} payloads to the app, {found.calls.toLocaleString('en')} calls from it.
        Slack waits 3 seconds for an answer.
      </p>
      <ul class="passages">
        {found.passages.map((passage) => (
          <li key={passage.ref}>
            <PassageView passage={passage} />
          </li>
        ))}
      </ul>
    </>
  );
}

function PassageView({ passage }: { passage: Passage }) {
  const [detail, setDetail] = useState<unknown>();
  const look = async (open: boolean) => {
    if (open) setDetail(await read('passage', { ref: passage.ref }));
  };
  const bad = passage.way === 'to-app' ? passage.outcome !== 'ok' && passage.outcome !== 'waiting' : failed(passage);
  return (
    <details class="passage" data-bad={bad} onToggle={(event) => look(event.currentTarget.open)}>
      <summary>
        <span class="way" aria-hidden="true">
          {passage.way === 'to-app' ? '→' : '←'}
        </span>
        <span class="passage-name">
          {passage.way === 'to-app' ? (
            <>
              <span class="hidden-text">To the app: </span>
              {passage.kind.replaceAll('_', ' ')} <code>{passage.name}</code>
              <small>
                {passage.user ? `${personName(passage.user) ?? passage.user} · ` : ''}
                {passage.transport}
                {passage.retry === null ? '' : ` · retry ${passage.retry}`}
              </small>
            </>
          ) : (
            <>
              <span class="hidden-text">From the app: </span>
              <code>{passage.method}</code>
              {passage.error ? <small>{passage.error}</small> : null}
            </>
          )}
        </span>
        <span class="passage-end">
          {endOf(passage)}
          <small>{secondTime(passage.at)}</small>
        </span>
      </summary>
      {detail === undefined ? <p>…</p> : <Json value={detail} />}
    </details>
  );
}

const failed = (passage: Extract<Passage, { way: 'from-app' }>): boolean =>
  passage.error !== null || typeof passage.status === 'string' || passage.status >= 400;

function endOf(passage: Passage): string {
  if (passage.way === 'from-app') return String(passage.status);
  if (passage.outcome === 'waiting' || passage.ms === null) return '…';
  const late = passage.lateMs === null ? '' : ` (answered after ${Math.round(passage.lateMs)} ms)`;
  return passage.outcome === 'ok' ? `ack ${Math.round(passage.ms)} ms` : `${passage.error ?? passage.outcome}${late}`;
}

const secondTime = (ms: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: timeZone.value,
  }).format(ms);

function Json({ value }: { value: unknown }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
  );
}
