import type { Checkboxes as CheckboxesElement, Option, RadioButtons as RadioElement } from '@slack/types';
import { useContext } from 'preact/hooks';
import { confirmed } from '../confirm.tsx';
import type { ElementProps } from './element.tsx';
import { type Chosen, choose, SurfaceContext, stateIn } from './surface.ts';
import { SlackText } from './text.tsx';

export function Checkboxes({ element, at, marks }: ElementProps<CheckboxesElement>) {
  const surface = useContext(SurfaceContext);
  const chosen = (stateIn(surface, at).selected_options ?? []).map(({ value }) => value);
  return (
    <Options
      type="checkbox"
      options={element.options}
      name={`${at.blockId}/${at.actionId}`}
      invalid={marks.invalid}
      isOn={(value) => chosen.includes(value)}
      onTurn={async (_value, ticked) => {
        if (element.confirm && !(await confirmed(element.confirm))) return;
        await choose(surface, at, ticked, element.confirm !== undefined);
      }}
    />
  );
}

export function RadioButtons({ element, at, marks }: ElementProps<RadioElement>) {
  const surface = useContext(SurfaceContext);
  const chosen = stateIn(surface, at).selected_option?.value;
  return (
    <Options
      type="radio"
      options={element.options}
      name={`${at.blockId}/${at.actionId}`}
      invalid={marks.invalid}
      isOn={(value) => value === chosen}
      onTurn={async (value: Chosen) => {
        if (element.confirm && !(await confirmed(element.confirm))) return;
        await choose(surface, at, value, element.confirm !== undefined);
      }}
    />
  );
}

const onNow = (one: HTMLInputElement): string[] =>
  [...(one.closest('.options')?.querySelectorAll('input') ?? [])]
    .filter(({ checked }) => checked)
    .map(({ value }) => value);

function Options(props: {
  type: 'checkbox' | 'radio';
  options: Option[];
  name: string;
  invalid: boolean | undefined;
  isOn: (value: string) => boolean;
  /** `on`: what is on in the page now, in order; the state that Slack keeps may lag behind it. */
  onTurn: (value: string, on: string[]) => Promise<void>;
}) {
  return (
    <div class="options">
      {props.options.map(({ text, value = '', description }) => (
        <label key={value} class="option">
          <input
            type={props.type}
            name={props.name}
            checked={props.isOn(value)}
            value={value}
            aria-invalid={props.invalid || undefined}
            onChange={(event) => props.onTurn(value, onNow(event.currentTarget))}
          />
          <span>
            <SlackText text={text} />
            {description ? (
              <small class="option-about">
                <SlackText text={description} />
              </small>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  );
}
