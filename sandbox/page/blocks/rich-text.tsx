import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { emojiOf } from '../emoji.ts';
import { channelName, personName } from './text.tsx';

/** A rich_text block: sections, lists, quotes and code. */
export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div class="rich-text">
      {block.elements.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: RichTextBlock['elements'][number] }) {
  switch (part.type) {
    case 'rich_text_list': {
      const items = part.elements.map((item, index) => (
        <li key={index}>
          <Leaves all={(item as RichTextSection).elements} />
        </li>
      ));
      return part.style === 'ordered' ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'rich_text_quote':
      return (
        <span class="quote">
          <Leaves all={part.elements} />
        </span>
      );
    case 'rich_text_preformatted':
      return (
        <code class="pre">
          <Leaves all={part.elements} />
        </code>
      );
    default:
      return (
        <span class="mrkdwn">
          <Leaves all={part.elements} />
        </span>
      );
  }
}

function Leaves({ all }: { all: readonly RichTextElement[] }) {
  return all.map((leaf, index) => <Leaf key={index} leaf={leaf} />);
}

function Leaf({ leaf }: { leaf: RichTextElement }) {
  switch (leaf.type) {
    case 'text':
      return styled(leaf.text, leaf.style);
    case 'link':
      return (
        <a href={/^(https?:|mailto:)/i.test(leaf.url) ? leaf.url : '#'} target="_blank" rel="noreferrer">
          {leaf.text ?? leaf.url}
        </a>
      );
    case 'user':
      return <span class="mention">@{personName(leaf.user_id) ?? leaf.user_id}</span>;
    case 'channel':
      return <span class="mention">#{channelName(leaf.channel_id) ?? leaf.channel_id}</span>;
    case 'broadcast':
      return <span class="mention broadcast">@{leaf.range}</span>;
    case 'emoji':
      return <>{emojiOf(leaf.name) ?? `:${leaf.name}:`}</>;
    default:
      return <>{'text' in leaf ? String(leaf.text) : ''}</>;
  }
}

type TextStyle = { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };

function styled(text: string, style: TextStyle = {}): ComponentChildren {
  let shown: ComponentChildren = text;
  if (style.code) shown = <code>{shown}</code>;
  if (style.strike) shown = <s>{shown}</s>;
  if (style.italic) shown = <em>{shown}</em>;
  return style.bold ? <strong>{shown}</strong> : shown;
}
