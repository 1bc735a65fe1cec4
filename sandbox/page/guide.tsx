import { signal } from '@preact/signals';
import { draft } from './slack/composer.tsx';
import { command, guide, pane, tool } from './state.ts';

const hidden = signal(sessionStorage.getItem('roq-sandbox-guide') === 'hidden');

/** Three steps from nothing to an accepted invite; each ticks itself off when it has really happened. */
export function GuideBar() {
  const found = guide.value;
  if (!found || hidden.value) return null;
  const word = command.value?.word ?? '/invite';
  const done = found.typed && found.sent && found.accepted;
  const steps = [
    { done: found.typed, title: `Type ${word}`, action: { label: 'Type it for me', run: () => typeFor(word) } },
    { done: found.sent, title: 'Fill in the form, check, send', hint: 'Any address: nobody is really mailed.' },
    { done: found.accepted, title: 'Open the mailbox and accept', action: { label: 'Show mailbox', run: showMailbox } },
  ];
  const current = steps.findIndex((step) => !step.done);
  return (
    <section class="guide" aria-label="Getting started">
      <ol>
        {steps.map((step, index) => (
          <li key={step.title} data-state={step.done ? 'done' : index === current ? 'current' : 'later'}>
            <span class="guide-mark" aria-hidden="true">
              {step.done ? '✓' : index + 1}
            </span>
            <span class="guide-title">
              {step.title}
              {step.done ? <span class="hidden-text"> (done)</span> : null}
              {index === current && step.hint ? <small class="guide-hint">{step.hint}</small> : null}
            </span>
            {index === current && step.action && !inMailbox(step.action.run) ? (
              <button type="button" class="button small" onClick={step.action.run}>
                {step.action.label}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
      <p class="guide-end" role="status">
        {done ? 'Done! Look at the card (its Refresh asks ROQ again), then try the weather.' : ''}
      </p>
      <button
        type="button"
        class="plain guide-close"
        aria-label="Hide the guide"
        onClick={() => {
          hidden.value = true;
          sessionStorage.setItem('roq-sandbox-guide', 'hidden');
        }}
      >
        ✕
      </button>
    </section>
  );
}

function typeFor(command: string): void {
  pane.value = 'slack';
  draft.value = command;
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.composer textarea')?.focus());
}

const inMailbox = (run: () => void): boolean =>
  run === showMailbox && tool.value === 'mail' && (pane.value === 'tools' || innerWidth > 860);

function showMailbox(): void {
  tool.value = 'mail';
  pane.value = 'tools';
}
