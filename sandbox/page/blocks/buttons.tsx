import type { Button, Overflow } from '@slack/types';
import { useContext, useState } from 'preact/hooks';
import { confirmed } from '../confirm.tsx';
import { IconMenu } from '../menu.tsx';
import type { ElementProps } from './element.tsx';
import { choose, press, SurfaceContext } from './surface.ts';
import { PlainText } from './text.tsx';

export function ButtonView({ element, at }: ElementProps<Button>) {
  const surface = useContext(SurfaceContext);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (busy) return;
    if (element.confirm && !(await confirmed(element.confirm))) return;
    if (element.url) window.open(element.url, '_blank', 'noreferrer');
    setBusy(true);
    await press(surface, at, element.confirm !== undefined);
    setBusy(false);
  };
  return (
    <button
      type="button"
      class={`button ${element.style ?? ''}`}
      aria-label={element.accessibility_label}
      aria-busy={busy}
      onClick={run}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : null}
      <PlainText text={element.text} />
    </button>
  );
}

export function OverflowView({ element, at, label }: ElementProps<Overflow>) {
  const surface = useContext(SurfaceContext);
  const run = async (value: string) => {
    const asks = element.confirm;
    if (asks && !(await confirmed(asks))) return;
    const url = element.options.find((option) => option.value === value)?.url;
    if (url) window.open(url, '_blank', 'noreferrer');
    await choose(surface, at, value, asks !== undefined);
  };
  const items = element.options.map((option) => ({
    id: option.value ?? option.text.text,
    content: <PlainText text={option.text.text} />,
  }));
  return <IconMenu label={`More: ${label}`} items={items} onChoose={run} />;
}
