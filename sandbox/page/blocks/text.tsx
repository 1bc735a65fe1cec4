import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { Fragment } from 'preact';
import { emojiOf } from '../emoji.ts';
import { type Chunk, type Inline, parseMrkdwn } from '../mrkdwn.ts';
import { cast, mine, myself, timeZone } from '../state.ts';

/** A text object: mrkdwn drawn, plain text with its emoji. */
export function SlackText({ text }: { text: MrkdwnElement | PlainTextElement }) {
  return text.type === 'mrkdwn' ? <Mrkdwn source={text.text} /> : <PlainText text={text} />;
}

export function PlainText({ text }: { text: PlainTextElement | string }) {
  const words = typeof text === 'string' ? text : text.text;
  return <>{words.replace(/:([a-z0-9_+-]+):/g, (whole, called: string) => emojiOf(called) ?? whole)}</>;
}

export function Mrkdwn({ source }: { source: string }) {
  const locale = myself.value?.locale;
  const context = { timeZone: timeZone.value, now: mine.value?.now ?? Date.now(), ...(locale ? { locale } : {}) };
  return (
    <span class="mrkdwn" dir="auto">
      {parseMrkdwn(source, context).map((chunk, index) => (
        <ChunkView key={index} chunk={chunk} />
      ))}
    </span>
  );
}

function ChunkView({ chunk }: { chunk: Chunk }) {
  if (chunk.type === 'pre') return <code class="pre">{chunk.text}</code>;
  const lines = chunk.lines.map((line, index) => (
    <Fragment key={index}>
      {index > 0 ? <br /> : null}
      <InlineView all={line} />
    </Fragment>
  ));
  return chunk.type === 'quote' ? <span class="quote">{lines}</span> : <span>{lines}</span>;
}

export function InlineView({ all }: { all: Inline[] }) {
  return all.map((one, index) => <Piece key={index} piece={one} />);
}

function Piece({ piece }: { piece: Inline }) {
  switch (piece.type) {
    case 'text':
      return <>{piece.text}</>;
    case 'bold':
      return (
        <strong>
          <InlineView all={piece.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <InlineView all={piece.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <InlineView all={piece.children} />
        </s>
      );
    case 'code':
      return <code>{piece.text}</code>;
    case 'link':
      return (
        <a href={piece.url} target="_blank" rel="noreferrer">
          {piece.text}
        </a>
      );
    case 'user':
      return <span class="mention">@{personName(piece.id) ?? (piece.text || piece.id)}</span>;
    case 'channel':
      return <span class="mention">#{channelName(piece.id) ?? (piece.text || 'private channel')}</span>;
    case 'broadcast':
      return <span class="mention broadcast">@{piece.text || piece.id}</span>;
    case 'emoji':
      return emojiOf(piece.name) ? (
        <span role="img" aria-label={piece.name.replaceAll('_', ' ')}>
          {emojiOf(piece.name)}
        </span>
      ) : (
        <>:{piece.name}:</>
      );
    case 'date':
      return <time>{piece.text}</time>;
  }
}

export function personName(id: string): string | undefined {
  const found = cast.value;
  return id === found?.app.userId ? found.app.name : found?.people.find((person) => person.id === id)?.name;
}

export const channelName = (id: string): string | undefined =>
  mine.value?.channels.find((channel) => channel.id === id)?.name;
