import { describe, expect, test } from 'vitest';
import { type Inline, parseInline, parseMrkdwn } from '../../sandbox/page/mrkdwn.ts';
import { completionsFor } from '../../sandbox/page/slack/completions.ts';
import { ago, dayHeading, formatSlackDate } from '../../sandbox/page/slack-date.ts';

const now = Date.UTC(2026, 9, 6, 22, 30);
const place = { timeZone: 'Europe/Berlin', now };
const inline = (text: string) => parseInline(text, place);

/** The tree as tags, so that a test reads like the page. */
const tagged = (all: Inline[]): string =>
  all
    .map((one) => {
      if ('children' in one) return `<${one.type}>${tagged(one.children)}</${one.type}>`;
      if (one.type === 'text') return one.text;
      if (one.type === 'emoji') return `<emoji ${one.name}>`;
      return one.type === 'link' ? `<link ${one.url}>${one.text}</link>` : `<${one.type}>${one.text}</${one.type}>`;
    })
    .join('');

describe('mrkdwn', () => {
  test.each([
    [
      '*bold* _italic_ ~strike~ `code`',
      '<bold>bold</bold> <italic>italic</italic> <strike>strike</strike> <code>code</code>',
    ],
    ['*bold and _both_*', '<bold>bold and <italic>both</italic></bold>'],
    ['*Ada*: a_b_c and 2*3*4', '<bold>Ada</bold>: a_b_c and 2*3*4'],
    ['* not bold *', '* not bold *'],
    ['`*as it is*`', '<code>*as it is*</code>'],
    ['*zoë@bücher.example*', '<bold>zoë@bücher.example</bold>'],
    ['<https://x.test/?a=1&amp;b=2|here>', '<link https://x.test/?a=1&b=2>here</link>'],
    ['<mailto:a@x.io|a@x.io>', '<link mailto:a@x.io>a@x.io</link>'],
    ['1 &lt; 2 &amp;amp; 3', '1 < 2 &amp; 3'],
    [':white_check_mark: done at 10:30:45', '<emoji white_check_mark> done at 10:30:45'],
    ['<!channel> <!subteam^S1|team>', '<broadcast></broadcast> <broadcast>team</broadcast>'],
  ])('%s', (source, shown) => {
    expect(tagged(inline(source))).toBe(shown);
  });

  test('names people and channels by their ids, with what to show when they are unknown', () => {
    expect(inline('<@U0ADA> <#C0GENERAL|general>')).toEqual([
      { type: 'user', id: 'U0ADA', text: '' },
      { type: 'text', text: ' ' },
      { type: 'channel', id: 'C0GENERAL', text: 'general' },
    ]);
  });

  test('a link that would run a script leads nowhere', () => {
    expect(inline('<javascript:alert(1)|press>')).toEqual([{ type: 'link', url: '#', text: 'press' }]);
  });

  test('lines, quotes and code blocks are told apart', () => {
    const chunks = parseMrkdwn('one\n&gt; two\nthree\n```\n*four*\n```', place);
    expect(chunks.map(({ type }) => type)).toEqual(['lines', 'quote', 'lines', 'pre']);
    expect(chunks.at(-1)).toEqual({ type: 'pre', text: '*four*' });
  });

  test('no text is lost, whatever the signs in it', () => {
    for (const text of ['*a', '_', '``', '<', 'a > b', ':::', '***', '<>', '*a_b*c_']) {
      expect(tagged(inline(text)), text).toBe(text);
    }
  });
});

describe('dates', () => {
  const at = Date.UTC(2026, 9, 6, 7, 5) / 1000;
  test('are shown in the time zone of the reader', () => {
    const format = '{date_num} {time}';
    expect(formatSlackDate(at, format, place)).toBe('2026-10-06 9:05 AM');
    expect(formatSlackDate(at, format, { timeZone: 'America/New_York', now })).toBe('2026-10-06 3:05 AM');
  });

  test('say today and yesterday by the day of the reader, not of UTC', () => {
    expect(formatSlackDate(at, '{date_short_pretty}', place)).toBe('yesterday');
    expect(formatSlackDate(at, '{date_short_pretty}', { timeZone: 'America/New_York', now })).toBe('today');
    expect(dayHeading(now, place)).toBe('Today');
    expect(dayHeading(Date.UTC(2026, 9, 1), place)).toBe('Thursday, October 1');
  });

  test('are written in the language of the reader', () => {
    const german = { ...place, locale: 'de-DE' };
    expect(formatSlackDate(at, '{date_short_pretty} {time}', german)).toBe('gestern 9:05');
    expect(formatSlackDate(at - 2 * 86_400, '{date_long}', german)).toBe('Sonntag, 4. Oktober 2026');
  });

  test('that are none fall back to their label', () => {
    expect(inline('<!date^x^{time}|some day>')).toEqual([{ type: 'date', text: 'some day' }]);
  });

  test.each([
    [10_000, 'just now'],
    [5 * 60_000, '5 min ago'],
    [-3 * 3_600_000, 'in 3 h'],
    [3 * 86_400_000, '3 days ago'],
  ])('%i ms reads as %s', (ms, words) => {
    expect(ago(ms)).toBe(words);
  });
});

describe('completion', () => {
  const command = { word: '/invite', description: 'Invite people', usage: '[ada@x.io as editor | status | list]' };
  const offered = (text: string) => completionsFor(text, [command]).map(({ insert }) => insert);
  test('offers the command and each form of its hint', () => {
    expect(offered('/')).toEqual(['/invite', '/invite ada@x.io as editor', '/invite status', '/invite list']);
    expect(offered('/INVITE s')).toEqual(['/invite status']);
  });
  test('stays away from messages and from what is complete in itself', () => {
    expect(offered('hello /invite')).toEqual([]);
    expect(offered('/other')).toEqual([]);
  });
});
