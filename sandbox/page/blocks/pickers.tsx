import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { useContext } from 'preact/hooks';
import { confirmed } from '../confirm.tsx';
import type { ElementProps } from './element.tsx';
import { choose, SurfaceContext, stateIn } from './surface.ts';

/** Days, times and both, by the browser's own pickers. */
export function DateField({ element, at, label, marks }: ElementProps<Datepicker | Timepicker | DateTimepicker>) {
  const surface = useContext(SurfaceContext);
  const state = stateIn(surface, at);
  const { type, value } = {
    datepicker: { type: 'date', value: state.selected_date ?? '' } as const,
    timepicker: { type: 'time', value: state.selected_time ?? '' } as const,
    datetimepicker: { type: 'datetime-local', value: localInput(state.selected_date_time) } as const,
  }[element.type];
  const pick = async (input: HTMLInputElement) => {
    const picked = input.value;
    const asks = element.confirm;
    if (asks && !(await confirmed(asks))) {
      input.value = value;
      return;
    }
    const seconds = element.type === 'datetimepicker' && picked ? Math.floor(Date.parse(picked) / 1000) : undefined;
    await choose(surface, at, seconds ?? (picked || null), asks !== undefined);
  };
  return (
    <input
      id={marks.id}
      class="text-input narrow"
      type={type}
      aria-label={marks.id ? undefined : label}
      aria-invalid={marks.invalid || undefined}
      aria-describedby={marks.describedBy}
      value={value}
      onChange={(event) => pick(event.currentTarget)}
    />
  );
}

function localInput(seconds: number | null | undefined): string {
  if (!seconds) return '';
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
