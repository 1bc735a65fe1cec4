import { useEffect, useRef } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceProvider, surfaceOfView } from '../blocks/surface.ts';
import { openChannel, opensTab } from '../deeds.ts';
import { cast, channel, channelId, homeTab, limit, me, mine, readers } from '../state.ts';
import { unread } from '../unread.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

/** The channel that is open: its head, its messages and the composer. */
export function Conversation() {
  const open = channel.value;
  const first = mine.value?.channels[0];
  useEffect(() => {
    if (!open && first) openChannel(first.id);
  }, [open, first]);
  if (!open) return <section class="conversation" aria-label="No channel" />;
  const isApp = open.kind === 'im';
  const name = isApp ? (cast.value?.app.name ?? 'App') : open.name;
  const title = `${isApp ? '' : open.kind === 'private' ? '🔒 ' : '# '}${name}`;
  return (
    <section class="conversation" aria-label={isApp ? `Messages with ${name}` : `Channel ${name}`}>
      <header class="conversation-head">
        <ChannelPicker />
        <h2>{title}</h2>
        {isApp ? <HomeTabs /> : null}
      </header>
      {isApp && homeTab.value ? (
        <Home />
      ) : (
        <>
          <Messages />
          {isApp && !cast.value?.app.dmOpen ? (
            <p class="composer-off">Sending messages to this app has been turned off. Commands work in any channel.</p>
          ) : (
            <Composer channel={open.id} place={isApp ? name : `#${name}`} />
          )}
        </>
      )}
    </section>
  );
}

/** On a narrow screen the sidebar is this menu. */
function ChannelPicker() {
  return (
    <select
      class="channel-picker"
      aria-label="Go to channel"
      value={channelId.value}
      onChange={(event) => openChannel(event.currentTarget.value)}
    >
      {mine.value?.channels.map((entry) => (
        <option key={entry.id} value={entry.id}>
          {entry.kind === 'im' ? cast.value?.app.name : `${entry.kind === 'private' ? '🔒' : '#'} ${entry.name}`}
          {unread(entry) > 0 ? ` (${unread(entry)} new)` : ''}
        </option>
      ))}
    </select>
  );
}

function HomeTabs() {
  const go = (home: boolean) => {
    homeTab.value = home;
    void opensTab(home ? 'home' : 'messages');
  };
  return (
    <fieldset class="tabs" aria-label="Parts of the app">
      {cast.value?.app.homeTab ? (
        <button type="button" aria-pressed={homeTab.value} onClick={() => go(true)}>
          Home
        </button>
      ) : null}
      <button type="button" aria-pressed={!homeTab.value} onClick={() => go(false)}>
        Messages
      </button>
    </fieldset>
  );
}

function Home() {
  const home = mine.value?.home;
  return (
    <div class="messages home">
      {home ? (
        <SurfaceProvider value={surfaceOfView(home)}>
          <Blocks blocks={home.blocks} />
        </SurfaceProvider>
      ) : (
        <p class="empty">This app shows nothing on its Home yet.</p>
      )}
    </div>
  );
}

/** Stays at the newest message unless the reader has scrolled up. */
function Messages() {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const open = mine.value?.open;
  const newest = open?.messages.at(-1)?.ts;
  useEffect(() => {
    atEnd.current = true;
  }, [open?.id, me.value]);
  useEffect(() => {
    if (atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  return (
    <div
      class="messages"
      ref={box}
      role="log"
      aria-label="Messages"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      data-newest={newest}
      onScroll={({ currentTarget: seen }) => {
        atEnd.current = seen.scrollHeight - seen.scrollTop - seen.clientHeight < 60;
      }}
    >
      {open && open.earlier > 0 ? (
        <button
          type="button"
          class="button small earlier"
          onClick={() => {
            atEnd.current = false;
            limit.value += 200;
            void readers.screen();
          }}
        >
          Show earlier messages ({open.earlier.toLocaleString('en')} more)
        </button>
      ) : null}
      <MessageList />
    </div>
  );
}
