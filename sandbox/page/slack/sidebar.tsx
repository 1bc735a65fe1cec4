import type { ChannelEntry } from '../../page-state.ts';
import { AppAvatar } from '../avatar.tsx';
import { openChannel } from '../deeds.ts';
import { cast, channelId, mine, myself, pane } from '../state.ts';
import { unread } from '../unread.ts';

/** The channels, the direct messages and the app of whoever we are. */
export function Sidebar() {
  const channels = mine.value?.channels ?? [];
  return (
    <nav class="sidebar" aria-label="Channels and apps">
      <p class="workspace">{cast.value?.team}</p>
      <h2>Channels</h2>
      <ul>
        {channels
          .filter(({ kind }) => kind !== 'im')
          .map((channel) => (
            <Entry key={channel.id} channel={channel} mark={channel.kind === 'private' ? <Lock /> : '#'} />
          ))}
      </ul>
      <h2>Apps</h2>
      <ul>
        {channels
          .filter(({ kind }) => kind === 'im')
          .map((channel) => (
            <Entry key={channel.id} channel={channel} mark={<AppAvatar small />} name={cast.value?.app.name} />
          ))}
      </ul>
      {channels.some(({ kind }) => kind === 'im') ? null : (
        <p class="sidebar-note">{myself.value?.name} comes from another workspace and has no app here.</p>
      )}
    </nav>
  );
}

function Entry(props: { channel: ChannelEntry; mark: preact.ComponentChildren; name?: string | undefined }) {
  const { channel, mark, name = channel.name } = props;
  const count = unread(channel);
  return (
    <li>
      <button
        type="button"
        class="entry"
        aria-current={channel.id === channelId.value && pane.value === 'slack' ? 'page' : undefined}
        data-unread={count > 0}
        onClick={() => openChannel(channel.id)}
      >
        <span class="entry-mark" aria-hidden="true">
          {mark}
        </span>
        <span class="entry-name">{name}</span>
        {count > 0 ? (
          <span class="badge">
            {count > 9 ? '9+' : count}
            <span class="hidden-text"> unread</span>
          </span>
        ) : null}
      </button>
    </li>
  );
}

const Lock = () => (
  <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
    <path d="M4 7h8v6H4zM5.5 7V5a2.5 2.5 0 015 0v2" fill="none" stroke="currentColor" stroke-width="1.6" />
  </svg>
);
