import { signal } from '@preact/signals';
import { useId, useState } from 'preact/hooks';
import { act } from '../api.ts';
import { attempt } from '../deeds.ts';
import { IconMenu } from '../menu.tsx';
import { cast, command, me } from '../state.ts';
import { type Completion, completionsFor } from './completions.ts';

/** What is being typed; one draft for all channels, as little as a sandbox needs. */
export const draft = signal('');

/** The box under a channel: Enter sends, and commands are completed while they are typed. */
export function Composer({ channel, place }: { channel: string; place: string }) {
  const [picked, setPicked] = useState({ for: '', index: -1, closed: false });
  const [waiting, setWaiting] = useState(false);
  const id = useId();
  const text = draft.value;
  // What was picked or closed counts only for the text it was about.
  const { index: active, closed } = picked.for === text ? picked : { index: -1, closed: false };
  const offered = closed ? [] : completionsFor(text, cast.value?.commands ?? []);

  const send = async () => {
    const typed = text.trim();
    if (!typed) return;
    draft.value = '';
    setWaiting(typed.startsWith('/'));
    // What goes wrong, Slackbot says in the channel.
    await attempt(async () => {
      await act('types', { user: me.value, channel, text: typed });
      return {};
    });
    setWaiting(false);
  };
  const take = (completion: Completion) => {
    draft.value = completion.insert;
    document.getElementById(id)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = offered[active];
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (chosen && chosen.insert !== text) take(chosen);
      else void send();
    } else if (offered.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const index = (active + step + offered.length + (active < 0 && step < 0 ? 1 : 0)) % offered.length;
      setPicked({ for: text, index, closed: false });
    } else if (event.key === 'Tab' && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Escape' && offered.length > 0) {
      event.preventDefault();
      setPicked({ for: text, index: -1, closed: true });
    }
  };

  return (
    <div class="composer">
      {offered.length > 0 ? <Offers id={id} offered={offered} active={active} onTake={take} /> : null}
      <p class="waiting" role="status">
        {waiting ? `Waiting for ${cast.value?.app.name}…` : ''}
      </p>
      <div class="composer-box">
        <GlobalShortcuts />
        <textarea
          id={id}
          rows={Math.min(6, text.split('\n').length)}
          value={text}
          placeholder={command.value ? `Message ${place}, or type ${command.value.word}` : `Message ${place}`}
          aria-label={`Message ${place}`}
          aria-autocomplete="list"
          aria-controls={offered.length > 0 ? `${id}list` : undefined}
          aria-activedescendant={active >= 0 ? `${id}${active}` : undefined}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" class="send" aria-label="Send" disabled={!text.trim()} onClick={send}>
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            <path d="M2 3l16 7-16 7 3-7zM5 10h7" fill="none" stroke="currentColor" stroke-width="1.8" />
          </svg>
        </button>
      </div>
    </div>
  );
}

function Offers(props: {
  id: string;
  offered: Completion[];
  active: number;
  onTake: (completion: Completion) => void;
}) {
  return (
    <div class="offers">
      <p aria-hidden="true">Commands of {cast.value?.app.name}</p>
      <div id={`${props.id}list`} role="listbox" aria-label="Commands">
        {props.offered.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the composer's, which keeps the focus
          <div
            key={one.insert}
            id={`${props.id}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === props.active}
            class="offer"
            onClick={() => props.onTake(one)}
          >
            <strong>{one.insert}</strong>
            {one.hint ? <span>{one.hint}</span> : null}
          </div>
        ))}
      </div>
    </div>
  );
}

function GlobalShortcuts() {
  const items = (cast.value?.shortcuts ?? [])
    .filter(({ type }) => type === 'global')
    .map(({ callbackId, name }) => ({ id: callbackId, content: name }));
  if (items.length === 0) return null;
  const run = (callbackId: string) => attempt(() => act('shortcut', { user: me.value, callbackId }));
  return <IconMenu label="Shortcuts" align="start" items={items} onChoose={run} />;
}
