import { useEffect, useRef } from 'preact/hooks';
import type { SeenMessage } from '../../page-state.ts';
import { act } from '../api.ts';
import { AppAvatar, Avatar } from '../avatar.tsx';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceProvider, surfaceOfMessage } from '../blocks/surface.ts';
import { Mrkdwn, personName } from '../blocks/text.tsx';
import { attempt } from '../deeds.ts';
import { IconMenu } from '../menu.tsx';
import { clockTime } from '../slack-date.ts';
import { cast, me, timeZone } from '../state.ts';

/** One message as this person sees it; a change of what it says is shown by a short glow. */
export function MessageView({ message, at, channel }: { message: SeenMessage; at: number; channel: string }) {
  const isApp = message.bot !== undefined;
  const name = isApp ? (cast.value?.app.name ?? 'App') : (personName(message.user ?? '') ?? 'Somebody');
  const glow = useGlow(JSON.stringify([message.text, message.blocks]));
  return (
    <article class="message" ref={glow} data-ephemeral={message.ephemeral} data-reply={message.threadTs !== undefined}>
      {isApp ? <AppAvatar /> : <Avatar id={message.user ?? ''} name={name} />}
      <div class="message-body">
        {message.ephemeral ? <p class="only-you">👁 Only visible to you</p> : null}
        <p class="byline">
          <strong>{name}</strong>
          {isApp ? <span class="app-mark">App</span> : null}
          <time>{clockTime(at, timeZone.value)}</time>
          {message.edited ? <small>(edited)</small> : null}
        </p>
        {message.blocks.length > 0 ? (
          <SurfaceProvider value={surfaceOfMessage(channel, message)}>
            <Blocks blocks={message.blocks} />
          </SurfaceProvider>
        ) : (
          <Mrkdwn source={message.text} />
        )}
      </div>
      {message.ephemeral ? null : <MessageShortcuts channel={channel} ts={message.ts} />}
    </article>
  );
}

/** What Slackbot says when a command goes wrong. */
export function NoticeView({ text, at }: { text: string; at: number }) {
  return (
    <article class="message" data-ephemeral="true">
      <span class="avatar slackbot" aria-hidden="true">
        🤖
      </span>
      <div class="message-body">
        <p class="only-you">👁 Only visible to you</p>
        <p class="byline">
          <strong>Slackbot</strong>
          <time>{clockTime(at, timeZone.value)}</time>
        </p>
        <p class="mrkdwn">{text}</p>
      </div>
    </article>
  );
}

function MessageShortcuts({ channel, ts }: { channel: string; ts: string }) {
  const items = (cast.value?.shortcuts ?? [])
    .filter(({ type }) => type === 'message')
    .map(({ callbackId, name }) => ({ id: callbackId, content: name }));
  if (items.length === 0) return null;
  const run = (callbackId: string) => attempt(() => act('shortcut', { user: me.value, callbackId, channel, ts }));
  return <IconMenu label="More actions" items={items} onChoose={run} />;
}

function useGlow(content: string) {
  const element = useRef<HTMLElement>(null);
  const before = useRef(content);
  useEffect(() => {
    if (before.current === content) return;
    before.current = content;
    element.current?.classList.remove('changed');
    requestAnimationFrame(() => element.current?.classList.add('changed'));
  }, [content]);
  return element;
}
