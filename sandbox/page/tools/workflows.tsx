import { useState } from 'preact/hooks';
import type { SeedParameter, SeedStep } from '../../slack/registration.ts';
import type { SeenStepRun } from '../../slack/slack-emulator.ts';
import { act } from '../api.ts';
import { attempt } from '../deeds.ts';
import { clockTime } from '../slack-date.ts';
import { cast, me, myself, stepRuns, timeZone } from '../state.ts';

/** The steps that the app brings to Workflow Builder: run one as a workflow would, and see what it gives back. */
export function Workflows() {
  const runs = stepRuns.value;
  return (
    <>
      <p class="tool-about">
        A workflow of this Slack comes to the app’s step, with whatever its author filled in. You run it as{' '}
        {myself.value?.name}.
      </p>
      {cast.value?.steps.map((step) => (
        <StepForm key={step.callbackId} step={step} />
      ))}
      <section aria-labelledby="step-runs">
        <h2 id="step-runs">Runs</h2>
        {runs.length === 0 ? <p class="hint">None yet.</p> : null}
        <ul class="step-runs">
          {runs.map((run) => (
            <li key={run.id}>
              <Run run={run} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function StepForm({ step }: { step: SeedStep }) {
  const [busy, setBusy] = useState(false);
  const run = async (form: HTMLFormElement) => {
    setBusy(true);
    const inputs = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
    await attempt(() => act('runsStep', { user: me.value, callbackId: step.callbackId, inputs }));
    setBusy(false);
  };
  return (
    <section aria-labelledby={`step-${step.callbackId}`}>
      <h2 id={`step-${step.callbackId}`}>{step.title}</h2>
      <p class="hint">{step.description}</p>
      <form
        class="step-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run(event.currentTarget);
        }}
      >
        {step.inputs.map((input) => (
          <Input key={input.name} input={input} id={`${step.callbackId}-${input.name}`} />
        ))}
        <button type="submit" class="button solid primary" aria-busy={busy} disabled={busy}>
          Run the step
        </button>
      </form>
    </section>
  );
}

function Input({ input, id }: { input: SeedParameter; id: string }) {
  const { name, type, title = name, description, required } = input;
  const hint = description ? `${id}-hint` : undefined;
  return (
    <div class="step-input">
      <label for={id}>
        {title}
        {required ? null : <small> (optional)</small>}
      </label>
      {type === 'slack#/types/user_id' ? (
        <select id={id} name={name} required={required} aria-describedby={hint}>
          {cast.value?.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} name={name} type="text" required={required} autocomplete="off" aria-describedby={hint} />
      )}
      {description ? <small id={hint}>{description}</small> : null}
    </div>
  );
}

const states: Record<SeenStepRun['state'], string> = {
  running: 'Running: the workflow waits',
  completed: 'Completed',
  failed: 'Failed',
};

function Run({ run }: { run: SeenStepRun }) {
  const by = cast.value?.people.find(({ id }) => id === run.user)?.name ?? run.user;
  return (
    <article class="step-run" data-state={run.state} aria-label={`Run of ${clockTime(run.at, timeZone.value)}`}>
      <header>
        <strong>{states[run.state]}</strong>
        <small>
          {clockTime(run.at, timeZone.value)} · {by}
        </small>
      </header>
      {run.error === undefined ? null : <p class="step-error">{run.error}</p>}
      {run.outputs ? <Values heading="Given back" values={run.outputs} /> : null}
      <Values heading="Filled in" values={run.inputs} />
    </article>
  );
}

/** Each by its name; people by theirs. */
function Values({ heading, values }: { heading: string; values: Record<string, unknown> }) {
  const shown = (value: unknown) =>
    cast.value?.people.find(({ id }) => id === value)?.name ?? (typeof value === 'string' ? value : String(value));
  return (
    <>
      <h3>{heading}</h3>
      <dl>
        {Object.entries(values).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{shown(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
