import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { focusables } from './regions.ts';

/** Keeps Tab inside a dialog, gives it the focus at first and gives it back at the end. Esc calls `onEscape`. */
export function useFocusTrap<T extends HTMLElement>(onEscape: () => void) {
  const box = useRef<T>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const inside = box.current;
    const first = inside?.querySelector<HTMLElement>('[data-autofocus]') ?? inside;
    first?.focus();
    return () => giveBack(before);
  }, []);
  // A view drawn anew may have taken the focused button away.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  });
  // Esc also counts while the focus is in the tools beside Slack.
  const leave = useRef(onEscape);
  leave.current = onEscape;
  useLayoutEffect(() => {
    const onEsc = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || box.current?.closest('[inert]')) return;
      event.preventDefault();
      leave.current();
    };
    document.addEventListener('keydown', onEsc);
    return () => document.removeEventListener('keydown', onEsc);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && box.current) cycle(event, box.current);
  };
  return { box, onKeyDown };
}

function giveBack(before: Element | null): void {
  const composer = document.querySelector<HTMLElement>('.composer textarea');
  const target = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : composer;
  // The part behind becomes usable only with the next drawing.
  requestAnimationFrame(() => {
    const elsewhere = document.activeElement?.closest('[role="dialog"], [role="alertdialog"], .tools');
    if (!elsewhere) target?.focus();
  });
}

function cycle(event: KeyboardEvent, inside: HTMLElement): void {
  const all = focusables(inside);
  const [first, last] = [all[0], all.at(-1)];
  const at = document.activeElement;
  const leaving = event.shiftKey ? at === first || at === inside : at === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
