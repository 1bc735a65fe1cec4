import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressesIn } from '../../src/invites/prose.ts';
import { readMessage } from '../../src/slack/message-text.ts';

const emails = (text: string): string[] => addressesIn(text).map(({ email }) => email);

describe('addresses in a text for people', () => {
  test.each([
    ['Can you invite ada@x.io and bob@y.io? Thanks!', ['ada@x.io', 'bob@y.io']],
    ['Ask Zoe (zoe@x.io), then “bob@y.io”; mailto:cyn@z.io.', ['zoe@x.io', 'bob@y.io', 'cyn@z.io']],
    ['ADA@X.io / ada@x.io', ['ada@x.io']],
    ['see https://medium.com/@ada and https://u:secret@host.com/bob@y.io', []],
    ['@ada, @here, 5@, ada@, ada@localhost, a@b', []],
    ['', []],
  ])('%j holds %j', (text, expected) => {
    expect(emails(text)).toEqual(expected);
  });

  test.each([
    ['Zoe Zed <zoe@x.io>', 'Zoe', 'Zed'],
    ['To: Ann Marie Lee <ann@x.io>', 'Ann Marie', 'Lee'],
    ['• Zoe <zoe@x.io>', 'Zoe', ''],
    ['please invite Zoe Zed <zoe@x.io>', '', ''],
    ['Zoe zoe@x.io', '', ''],
  ])('%j names %j %j', (text, firstName, lastName) => {
    expect(addressesIn(text)).toMatchObject([{ firstName, lastName }]);
  });

  test('are found in linear time: a quadratic step would outlast the test on these', () => {
    for (const piece of ['a', 'a@', '<a ', 'A ', 'a.b ', '@', 'https://'])
      addressesIn(piece.repeat(400_000 / piece.length));
  });
});

describe('a message', () => {
  test('is read from its rich text, whose people and addresses count once', () => {
    const section = {
      type: 'rich_text_section',
      elements: [
        { type: 'user', user_id: 'U0ZOE' },
        { type: 'text', text: ', Bob Berg <' },
        { type: 'link', url: 'mailto:bob@y.io', text: 'bob@y.io' },
        { type: 'text', text: '> ask for ' },
        { type: 'link', url: 'https://y.io/?mail=cyn@z.io', text: 'this page' },
      ],
    };
    const list = {
      type: 'rich_text_list',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'dan@d.io' }] }],
    };
    const said = readMessage({
      text: '<@U0ZOE> and Bob Berg &lt;<mailto:bob@y.io|bob@y.io>&gt; …',
      blocks: [{ type: 'rich_text', elements: [section, list] }],
    });
    expect(said.userIds).toEqual(['U0ZOE']);
    expect(addressesIn(said.text)).toMatchObject([
      { email: 'bob@y.io', firstName: 'Bob', lastName: 'Berg' },
      { email: 'dan@d.io' },
    ]);
  });

  test('without blocks is read from its text: mentions, mail links, labels; no channels, no everyone', () => {
    const said = readMessage({
      text: 'Hi <@U0ZOE|zoe> <@W0WIM> <!here> <#C0X|x@x.io> <mailto:a@x.io?subject=b@x.io|mail> <https://x.io?c@x.io|d@x.io> &lt;e@x.io&gt;',
    });
    expect(said.userIds).toEqual(['U0ZOE', 'W0WIM']);
    expect(emails(said.text)).toEqual(['a@x.io', 'd@x.io', 'e@x.io']);
  });

  test('is read with its attachments, sections, fields and a message it shares; what buttons carry is not', () => {
    const said = readMessage({
      text: 'one@x.io',
      attachments: [
        { pretext: 'two@x.io', fields: [{ title: 'Mail', value: 'three@x.io' }], actions: [{ value: 'never@x.io' }] },
        {
          is_share: true,
          message_blocks: [
            { message: { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'four@x.io <@U4>' } }] } },
          ],
        },
        {
          blocks: [
            {
              type: 'section',
              fields: [{ type: 'plain_text', text: 'five@x.io' }],
              accessory: {
                type: 'button',
                action_id: 'b',
                value: 'no@x.io',
                text: { type: 'plain_text', text: 'nor@x.io' },
              },
            },
            {
              type: 'actions',
              elements: [
                {
                  type: 'button',
                  action_id: 'c',
                  url: 'mailto:none@x.io',
                  text: { type: 'plain_text', text: 'x@x.io' },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(emails(said.text).sort()).toEqual(['five@x.io', 'four@x.io', 'one@x.io', 'three@x.io', 'two@x.io']);
    expect(said.userIds).toEqual(['U4']);
  });

  test('of any shape is read without a failure', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (message) => {
        const { text, userIds } = readMessage(message);
        expect(typeof text).toBe('string');
        expect(Array.isArray(userIds)).toBe(true);
      }),
    );
    let deep: object = { text: 'a@x.io' };
    for (let level = 0; level < 5_000; level += 1) deep = { elements: [deep] };
    expect(readMessage(deep)).toEqual({ text: '', userIds: [] });
  });
});
