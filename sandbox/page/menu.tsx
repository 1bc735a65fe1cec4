import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface MenuItem {
  id: string;
  content: ComponentChildren;
  checked?: boolean;
}

/** A button that opens a list of choices: arrows move, Enter chooses, Esc closes. The face names it; the label its list. */
export function Menu(props: {
  label: string;
  face: ComponentChildren;
  items: MenuItem[];
  onChoose: (id: string) => void;
  class?: string;
  align?: 'start' | 'end';
}) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const face = useRef<HTMLButtonElement>(null);
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  useLayoutEffect(() => {
    if (open) turnToRoom(box.current?.querySelector('.menu-list'));
  }, [open]);
  useEffect(() => {
    if (!open) return;
    (items().find((one) => one.ariaChecked === 'true') ?? items()[0])?.focus({ preventScroll: true });
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    face.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    if (event.key === 'Tab') setOpen(false);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = items();
    const at = all.findIndex((one) => one.matches(':focus'));
    all.at((at + step) % all.length)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for the keys of the menu inside
    <div class={`menu ${props.class ?? ''}`} ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={face}
        class="menu-face"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {props.face}
      </button>
      {open ? (
        <div class={`menu-list ${props.align ?? 'start'}`} role="menu" aria-label={props.label}>
          {props.items.map((item) => (
            <button
              type="button"
              key={item.id}
              {...(item.checked === undefined
                ? { role: 'menuitem' as const }
                : { role: 'menuitemradio' as const, 'aria-checked': item.checked })}
              tabIndex={-1}
              class="menu-item"
              onClick={() => {
                close();
                props.onChoose(item.id);
              }}
            >
              {item.content}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** A menu behind three dots. */
export function IconMenu(props: {
  label: string;
  items: MenuItem[];
  onChoose: (id: string) => void;
  align?: 'start' | 'end';
}) {
  const face = (
    <>
      <span aria-hidden="true">⋯</span>
      <span class="hidden-text">{props.label}</span>
    </>
  );
  return <Menu class="overflow" align="end" face={face} {...props} />;
}

/** Opens upwards what would stick out below of what it stands in. */
function turnToRoom(list: Element | null | undefined): void {
  if (!list) return;
  const around = list.closest('.messages, .modal-body')?.getBoundingClientRect();
  const { bottom, height } = list.getBoundingClientRect();
  const floor = Math.min(around?.bottom ?? innerHeight, innerHeight);
  const above = bottom - 2 * height - (around?.top ?? 0);
  list.classList.toggle('up', bottom > floor && above > 0);
}
