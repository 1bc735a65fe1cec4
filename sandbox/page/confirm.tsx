import { signal } from '@preact/signals';
import type { ConfirmationDialog } from '@slack/types';
import { useId } from 'preact/hooks';
import { SlackText } from './blocks/text.tsx';
import { useFocusTrap } from './focus-trap.ts';

export const asked = signal<{ dialog: ConfirmationDialog; answer: (yes: boolean) => void } | null>(null);

/** Shows a confirm dialog as the element asks for it; resolves with whether the person agreed. */
export function confirmed(dialog: ConfirmationDialog): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise((resolve) => {
    asked.value = {
      dialog,
      answer(yes) {
        asked.value = null;
        resolve(yes);
      },
    };
  });
}

export function Confirming() {
  const now = asked.value;
  return now ? <ConfirmDialog key={now.dialog} {...now} /> : null;
}

function ConfirmDialog({ dialog, answer }: { dialog: ConfirmationDialog; answer: (yes: boolean) => void }) {
  const { box, onKeyDown } = useFocusTrap<HTMLDivElement>(() => answer(false));
  const id = useId();
  return (
    <div class="veil confirm-veil">
      <div
        ref={box}
        class="dialog confirm"
        role="alertdialog"
        aria-labelledby={`${id}t`}
        aria-describedby={`${id}d`}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <h2 id={`${id}t`} class="dialog-title">
          {dialog.title?.text ?? 'Are you sure?'}
        </h2>
        <div id={`${id}d`} class="confirm-text">
          {dialog.text ? <SlackText text={dialog.text} /> : null}
        </div>
        <div class="dialog-buttons">
          <button type="button" class="button" data-autofocus onClick={() => answer(false)}>
            {dialog.deny?.text ?? 'Cancel'}
          </button>
          <button
            type="button"
            class={`button solid ${dialog.style === 'danger' ? 'danger' : 'primary'}`}
            onClick={() => answer(true)}
          >
            {dialog.confirm?.text ?? 'Yes'}
          </button>
        </div>
      </div>
    </div>
  );
}
