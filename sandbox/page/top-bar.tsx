import { Avatar } from './avatar.tsx';
import { become } from './deeds.ts';
import { Menu } from './menu.tsx';
import { clockTime, dayHeading } from './slack-date.ts';
import { cast, me, myself, parts, timeZone, weather } from './state.ts';
import { type Theme, theme } from './theme.ts';

export function TopBar() {
  return (
    <header class="top">
      <div class="brand">
        <img src="/icon.svg" alt="" width="26" height="26" />
        <h1>
          {brand()} <span>sandbox</span>
        </h1>
      </div>
      <Clock />
      {parts.value.slack ? <ActAs /> : null}
      <ThemeSwitch />
    </header>
  );
}

const brand = () => {
  if (parts.value.app) return 'ROQ invites';
  return parts.value.slack ? 'Emulated Slack' : 'Emulated ROQ';
};

function Clock() {
  const found = weather.value;
  if (!found) return null;
  const place = { timeZone: timeZone.value, now: Date.now() };
  const moved = found.offset >= 60_000;
  return (
    <p
      class="clock"
      data-moved={moved}
      title={myself.value ? `Time zone of ${myself.value.name}: ${timeZone.value}` : timeZone.value}
    >
      {moved ? <span class="hidden-text">Sandbox time, moved forward: </span> : null}
      {moved ? <span>{dayHeading(found.now, place)},</span> : null} <span>{clockTime(found.now, timeZone.value)}</span>
    </p>
  );
}

function ActAs() {
  const people = cast.value?.people ?? [];
  const name = myself.value?.name ?? '';
  const items = people.map((person) => ({
    id: person.id,
    checked: person.id === me.value,
    content: (
      <>
        <Avatar id={person.id} name={person.name} small />
        <span class="person">
          <strong>{person.name}</strong>
          <small>{person.about}</small>
        </span>
      </>
    ),
  }));
  const face = (
    <>
      <Avatar id={me.value} name={name} small />
      <span class="person">
        <small>Act as</small>
        <strong>{name}</strong>
      </span>
      <span aria-hidden="true">▾</span>
    </>
  );
  return <Menu class="act-as" align="end" label={`Act as ${name}`} face={face} items={items} onChoose={become} />;
}

const themes: Record<Theme, { next: Theme; icon: string; label: string }> = {
  auto: { next: 'light', icon: '◐', label: 'Colours follow your system' },
  light: { next: 'dark', icon: '☀', label: 'Light colours' },
  dark: { next: 'auto', icon: '☾', label: 'Dark colours' },
};

function ThemeSwitch() {
  const { next, icon, label } = themes[theme.value] ?? themes.auto;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`${label}. Change.`}
      title={label}
      onClick={() => {
        theme.value = next;
      }}
    >
      <span aria-hidden="true">{icon}</span>
    </button>
  );
}
