import { useEffect } from 'preact/hooks';
import { toast } from './deeds.ts';

const shownMs = 7000;

export function Toast() {
  const said = toast.value;
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => {
      if (toast.value === said) toast.value = null;
    }, shownMs);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div class="toast-place" role="status" aria-live="polite">
      {said ? (
        <div class="toast">
          <span>{said.text}</span>
          <button
            type="button"
            class="plain"
            onClick={() => {
              toast.value = null;
            }}
          >
            Dismiss
          </button>
        </div>
      ) : null}
    </div>
  );
}
