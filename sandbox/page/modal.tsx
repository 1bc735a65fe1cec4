import { useEffect, useId, useState } from 'preact/hooks';
import type { SeenView } from '../page-state.ts';
import { act, type Outcome } from './api.ts';
import { Blocks } from './blocks/blocks.tsx';
import { flush, SurfaceProvider, surfaceOfView } from './blocks/surface.ts';
import { asked } from './confirm.tsx';
import { attempt, slackSays } from './deeds.ts';
import { useFocusTrap } from './focus-trap.ts';
import { cast, me, mine } from './state.ts';

/** What Slack says when a form cannot be sent. */
const lostConnection = 'We had some trouble connecting. Try again?';

/** The person's modals: the one on top can be used, the edges of those beneath show that they are there. */
export function ModalStack() {
  const stack = mine.value?.modals ?? [];
  const top = stack.at(-1);
  if (!top) return null;
  return (
    <div class="veil" inert={asked.value !== null}>
      <div class="stack" data-deep={stack.length > 1}>
        {stack.slice(0, -1).map((view, index) => (
          <div key={view.id} class="beneath" style={{ '--depth': stack.length - 1 - index }} aria-hidden="true" />
        ))}
        <Modal key={top.id} view={top} depth={stack.length} />
      </div>
    </div>
  );
}

function Modal({ view, depth }: { view: SeenView; depth: number }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const close = (all: boolean) => attempt(() => act('close', { user: me.value, viewId: view.id, all }));
  const { box, onKeyDown } = useFocusTrap<HTMLDivElement>(() => void close(false));
  const id = useId();
  const faults = Object.keys(view.errors).join();
  useEffect(() => {
    if (faults) box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);

  // The form often replaces a waiting view, which had nothing to put the focus on.
  useEffect(() => {
    const at = document.activeElement;
    if (at === box.current || at === document.body)
      box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [view.hash]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || !view.submit) return;
    setBusy(true);
    setTrouble('');
    await flush(view.id);
    const outcome = await attemptQuietly(() => act<Outcome>('submit', { user: me.value, viewId: view.id }));
    setBusy(false);
    if (outcome.error) setTrouble(outcome.error);
  };

  return (
    <div ref={box} class="dialog modal" role="dialog" aria-labelledby={`${id}t`} tabIndex={-1} onKeyDown={onKeyDown}>
      <form noValidate onSubmit={submit}>
        <header class="modal-head">
          {depth > 1 ? (
            <button type="button" class="icon-button" aria-label="Back" onClick={() => close(false)}>
              <span aria-hidden="true">‹</span>
            </button>
          ) : null}
          <h2 id={`${id}t`} class="dialog-title">
            {view.title}
          </h2>
          <small class="modal-app">{cast.value?.app.name}</small>
          <button type="button" class="icon-button" aria-label="Close" onClick={() => close(true)}>
            <span aria-hidden="true">✕</span>
          </button>
        </header>
        <div class="modal-body" aria-live="polite">
          {trouble ? (
            <p class="trouble" role="alert">
              <strong>{lostConnection}</strong> {trouble === lostConnection ? '' : slackSays(trouble)}
            </p>
          ) : null}
          <SurfaceProvider value={surfaceOfView(view)}>
            <Blocks blocks={view.blocks} />
          </SurfaceProvider>
        </div>
        <footer class="dialog-buttons">
          <button type="button" class="button" onClick={() => close(false)}>
            {view.close ?? 'Close'}
          </button>
          {view.submit ? (
            <button type="submit" class="button solid primary" aria-busy={busy} aria-disabled={busy}>
              {busy ? <span class="spinner" aria-hidden="true" /> : null}
              {view.submit}
            </button>
          ) : null}
        </footer>
      </form>
    </div>
  );
}

async function attemptQuietly(deed: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await deed();
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
