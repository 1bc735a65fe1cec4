import type { EmailInput, NumberInput, PlainTextInput, URLInput } from '@slack/types';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { ElementProps } from './element.tsx';
import { choose, onFlush, SurfaceContext, stateIn, type } from './surface.ts';

type TextElement = PlainTextInput | EmailInput | URLInput | NumberInput;
const modes = { plain_text_input: 'text', email_text_input: 'email', url_text_input: 'url', number_input: 'decimal' };
const pauseMs = 250;

/**
 * What is typed goes to Slack after a short pause, so that a reload finds it; until it has arrived, the field keeps
 * what is typed, whatever Slack shows meanwhile.
 */
export function TextField({ element, at, label, marks }: ElementProps<TextElement>) {
  const surface = useContext(SurfaceContext);
  const stored = stateIn(surface, at).value ?? '';
  const [text, setText] = useState(stored);
  const unsent = useRef<{ text: string; timer: number } | null>(null);

  useEffect(() => {
    if (!unsent.current) setText(stored);
  }, [stored]);

  const send = useRef(async () => {});
  send.current = async () => {
    const sending = unsent.current;
    if (!sending) return;
    clearTimeout(sending.timer);
    await type(surface, at, sending.text);
    if (unsent.current === sending) unsent.current = null;
  };
  const placeKey = JSON.stringify(surface.place);
  useEffect(() => onFlush(surface, () => send.current()), [placeKey]);

  const note = (value: string) => {
    setText(value);
    clearTimeout(unsent.current?.timer);
    unsent.current = { text: value, timer: window.setTimeout(() => void send.current(), pauseMs) };
  };
  const onKeyDown = async (event: KeyboardEvent) => {
    const dispatches = element.dispatch_action_config?.trigger_actions_on?.includes('on_enter_pressed');
    if (event.key !== 'Enter' || !dispatches) return;
    event.preventDefault();
    await send.current();
    await choose(surface, at, text);
  };
  const common = {
    id: marks.id,
    class: 'text-input',
    'data-autofocus': element.focus_on_load || undefined,
    'aria-label': marks.id ? undefined : label,
    'aria-invalid': marks.invalid || undefined,
    'aria-describedby': marks.describedBy,
    placeholder: element.placeholder?.text,
    value: text,
    autocomplete: 'off',
    onKeyDown,
    onInput: (event: { currentTarget: { value: string } }) => note(event.currentTarget.value),
    onBlur: () => void send.current(),
  } as const;
  return element.type === 'plain_text_input' && element.multiline ? (
    <textarea {...common} rows={4} />
  ) : (
    <input {...common} type="text" inputMode={modes[element.type] as 'text'} />
  );
}
