import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { useContext } from 'preact/hooks';
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
  const pick = (picked: string) => {
    const seconds = element.type === 'datetimepicker' && picked ? Math.floor(Date.parse(picked) / 1000) : undefined;
    return choose(surface, at, seconds ?? (picked || null));
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
      onChange={(event) => pick(event.currentTarget.value)}
    />
  );
}

function localInput(seconds: number | null | undefined): string {
  if (!seconds) return '';
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
