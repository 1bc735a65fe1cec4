/** A person's initials on a colour of their own. */
export function Avatar({ id, name, small }: { id: string; name: string; small?: boolean }) {
  const sum = [...id].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7);
  const initials = name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('');
  return (
    <span class={small ? 'avatar small' : 'avatar'} style={{ '--hue': (sum * 47) % 360 }} aria-hidden="true">
      {initials}
    </span>
  );
}

export function AppAvatar({ small }: { small?: boolean }) {
  return (
    <span class={small ? 'avatar small app' : 'avatar app'} aria-hidden="true">
      <svg viewBox="0 0 24 24" width="62%" aria-hidden="true">
        <path d="M3 6h18v12H3z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
        <path d="M3 7l9 6 9-6" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
      </svg>
    </span>
  );
}
