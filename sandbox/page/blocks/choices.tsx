import type { Checkboxes as CheckboxesElement, Option, RadioButtons as RadioElement } from '@slack/types';
import { useContext } from 'preact/hooks';
import { confirmed } from '../confirm.tsx';
import type { ElementProps } from './element.tsx';
import { type Chosen, choose, SurfaceContext, stateIn } from './surface.ts';
import { SlackText } from './text.tsx';

export function Checkboxes({ element, at, marks }: ElementProps<CheckboxesElement>) {
  const surface = useContext(SurfaceContext);
  const chosen = (stateIn(surface, at).selected_options ?? []).map(({ value }) => value);
  const turn = (value: string, on: boolean) => {
    const order = element.options.map((option) => option.value ?? '');
    return order.filter((one) => (one === value ? on : chosen.includes(one)));
  };
  return (
    <Options
      type="checkbox"
      options={element.options}
      name={`${at.blockId}/${at.actionId}`}
      invalid={marks.invalid}
      isOn={(value) => chosen.includes(value)}
      onTurn={async (value, on) => {
        if (element.confirm && !(await confirmed(element.confirm))) return;
        await choose(surface, at, turn(value, on), element.confirm !== undefined);
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

function Options(props: {
  type: 'checkbox' | 'radio';
  options: Option[];
  name: string;
  invalid: boolean | undefined;
  isOn: (value: string) => boolean;
  onTurn: (value: string, on: boolean) => Promise<void>;
}) {
  return (
    <div class="options">
      {props.options.map(({ text, value = '', description }) => (
        <label key={value} class="option">
          <input
            type={props.type}
            name={props.name}
            checked={props.isOn(value)}
            aria-invalid={props.invalid || undefined}
            onChange={(event) => props.onTurn(value, event.currentTarget.checked)}
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
