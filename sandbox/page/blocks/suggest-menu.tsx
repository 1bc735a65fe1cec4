import type { ExternalSelect } from '@slack/types';
import { useContext, useRef, useState } from 'preact/hooks';
import { act } from '../api.ts';
import { attempt } from '../deeds.ts';
import { me } from '../state.ts';
import type { ElementProps } from './element.tsx';
import { choose, SurfaceContext, stateIn } from './surface.ts';

type Offered = { text: { text: string }; value: string };

/** A menu whose options the app suggests while one types. */
export function SuggestMenu({ element, at, label, marks }: ElementProps<ExternalSelect>) {
  const surface = useContext(SurfaceContext);
  const [offered, setOffered] = useState<Offered[]>([]);
  const chosen = stateIn(surface, at).selected_option as Offered | null | undefined;
  const field = useRef<HTMLInputElement>(null);
  const take = async (value: string) => {
    setOffered([]);
    if (field.current) field.current.value = '';
    await choose(surface, at, value);
  };
  const asked = useRef(0);
  const ask = async (query: string) => {
    asked.current += 1;
    const mine = asked.current;
    const body = { user: me.value, ...surface.place, ...at, query };
    const outcome = await attempt(() => act<{ error?: string; options: Offered[] }>('suggestions', body));
    // An answer that was overtaken by the next letter is of no use.
    if (mine === asked.current) setOffered(outcome?.options ?? []);
  };
  return (
    <div class="multi">
      {chosen ? (
        <button
          type="button"
          class="token"
          aria-label={`Remove ${chosen.text.text}`}
          onClick={() => choose(surface, at, null)}
        >
          {chosen.text.text} <span aria-hidden="true">✕</span>
        </button>
      ) : null}
      <input
        ref={field}
        id={marks.id}
        class="text-input"
        type="search"
        aria-label={marks.id ? undefined : label}
        aria-invalid={marks.invalid || undefined}
        aria-describedby={marks.describedBy}
        placeholder={element.placeholder?.text ?? 'Type to search'}
        onInput={(event) => ask(event.currentTarget.value)}
      />
      {offered.map((option) => (
        <button type="button" key={option.value} class="button small" onClick={() => take(option.value)}>
          {option.text.text}
        </button>
      ))}
    </div>
  );
}
