import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftRecipient } from '../../src/invites/draft.ts';
import { parseCommandLine, parseRecipients } from '../../src/invites/recipients.ts';

const emails = (text: string) => parseRecipients(text).map((row) => row.fault ?? row.email);
const names = (text: string) => parseRecipients(text).map((row) => `${row.firstName}|${row.lastName}`);

describe('recipients that people paste', () => {
  it.each([
    ['commas, semicolons, lines, spaces and tabs', 'a@x.io, b@x.io;c@x.io\r\nd@x.io e@x.io\tf@x.io'],
    ['brackets and quotes around each', '(a@x.io) <b@x.io>, "c@x.io" [d@x.io] \'e@x.io\' “f@x.io”.'],
    ['full stops and marks behind each', 'a@x.io. b@x.io, c@x.io; d@x.io: e@x.io! f@x.io...'],
    ["Slack's links", '<mailto:a@x.io|a@x.io> <mailto:b@x.io>,<mailto:c@x.io|c@x.io> mailto:d@x.io e@x.io f@x.io'],
    ['a list with bullets, numbers and labels', '- a@x.io\n• b@x.io\n1. c@x.io\n2) d@x.io\nTo: e@x.io\ncc: <f@x.io>'],
    ['any case, and repeated', 'A@X.io b@x.io B@x.IO c@x.io d@x.io e@x.io f@x.io a@x.io'],
    [
      'invisible and direction-changing characters',
      '\u202ea@x.io \ufeffb@x\u200b.io c\u200d@x.io d@x.io\u2069 e@x.io f@x.i\u00ado',
    ],
  ])('are read with %s', (_, text) => {
    expect(emails(text)).toEqual(['a@x.io', 'b@x.io', 'c@x.io', 'd@x.io', 'e@x.io', 'f@x.io']);
  });

  it.each([
    ['Bob Berg <bob@y.io>'],
    ['Bob Berg<bob@y.io>'],
    ['"Berg, Bob" <bob@y.io>'],
    ['“Bob Berg” <bob@y.io>'],
    ['Bob Berg <mailto:bob@y.io|bob@y.io>'],
    ['Bob Berg &lt;bob@y.io&gt;'],
    ['Bob Berg &lt;<mailto:bob@y.io|bob@y.io>&gt;'],
    ['Bob\tBerg\tbob@y.io'],
    ['"Bob   \u202eBerg" <BOB@y.io>'],
    ['Bob Berg <bob@y.io'],
  ])('keep their name in %j', (text) => {
    expect(parseRecipients(text)).toEqual([{ email: 'bob@y.io', firstName: 'Bob', lastName: 'Berg', line: 1 }]);
  });

  it('split a name at its last word, and take one word as the first name', () => {
    expect(names('Anna Maria Luisa <a@x.io>, Bob <b@x.io>')).toEqual(['Anna Maria|Luisa', 'Bob|']);
  });

  it('turn "Last, First" round where a mail program wrote it without quotes', () => {
    const text = 'Lovelace, Ada <a@x.io>; von Berg, Bob <b@x.io>';
    expect(emails(text)).toEqual(['a@x.io', 'b@x.io']);
    expect(names(text)).toEqual(['Ada|Lovelace', 'Bob von|Berg']);
  });

  it('do not lose a mistyped address in the name of the next one', () => {
    expect(emails('ada.x.io, Bob <b@x.io>; carl, Dora <d@x.io>')).toEqual(['no_at', 'b@x.io', 'no_at', 'd@x.io']);
    expect(emails('ada.x.io b@x.io')).toEqual(['no_at', 'b@x.io']);
    expect(emails('Carl, Dora <d@x.io>')).toEqual(['no_at', 'd@x.io']);
  });

  it('take no name from a sentence around plain addresses', () => {
    const rows = parseRecipients('can you invite <mailto:a@x.io|a@x.io> and b@x.io please');
    expect(rows.filter((row) => !row.fault).map((row) => [row.email, row.firstName])).toEqual([
      ['a@x.io', ''],
      ['b@x.io', ''],
    ]);
  });

  it('fold a repeated address into its first place and keep the name of whichever has one', () => {
    expect(parseRecipients('a@x.io, b@x.io, Ada Lovelace <A@x.io>, Other <a@x.io>')).toEqual([
      { email: 'a@x.io', firstName: 'Ada', lastName: 'Lovelace', line: 1 },
      { email: 'b@x.io', firstName: '', lastName: '', line: 2 },
    ]);
  });

  it('keep an international domain readable beside the form that is sent', () => {
    expect(parseRecipients('Jörg@Bücher.de 用户@例え.jp')).toMatchObject([
      { email: 'jörg@xn--bcher-kva.de', spelled: 'jörg@bücher.de' },
      { email: '用户@xn--r8jz45g.jp', spelled: '用户@例え.jp' },
    ]);
    expect(emails('a@bücher.de a@xn--bcher-kva.de a@BU\u0308CHER.de')).toEqual(['a@xn--bcher-kva.de']);
  });

  it('bring no mention, link or markup in their names', () => {
    const text = '<!channel> Bob https://evil.com/x www.evil.com {{token}} *_`~ <b@x.io>';
    const [row] = parseRecipients(text);
    expect(`${row?.firstName} ${row?.lastName}`).toBe('channel Bob https evil. com x www. evil. com token');
    expect(names('"ada@x.io" <ada@x.io>')).toEqual(['|']);
    expect(names('Jo\u0308rg <a@x.io>')).toEqual(['Jörg|']);
  });

  it('are never taken from a quoted name', () => {
    expect(emails('"Ada (ada@x.io)" <bob@y.io>, "ada@x.io" <carl@y.io>')).toEqual(['bob@y.io', 'carl@y.io']);
  });
});

describe('what is no address', () => {
  it.each([
    ['ada', 'no_at'],
    ['ada@', 'no_domain'],
    ['ada@x', 'bad_domain'],
    ['ada@x..io', 'bad_domain'],
    ['ada@-x.io', 'bad_domain'],
    ['ada@1.2.3.4', 'bad_domain'],
    ['ada@1.2.3', 'bad_domain'],
    ['ada@[1.2.3.4]', 'bad_domain'],
    ['ada@x.io/evil.com', 'bad_domain'],
    ['ada@x_y.io', 'bad_domain'],
    [`ada@${'x'.repeat(64)}.io`, 'bad_domain'],
    ['.ada@x.io', 'bad_local'],
    ['a..b@x.io', 'bad_local'],
    ['ada@bob@x.io', 'bad_local'],
    ['<ada lovelace@x.io>', 'bad_local'],
    [`${'a'.repeat(65)}@x.io`, 'too_long'],
    [`${'ä'.repeat(33)}@x.io`, 'too_long'],
    [`${'a'.repeat(64)}@${`${'b'.repeat(62)}.`.repeat(3)}io`, 'too_long'],
    ['@ada', 'mention'],
    ['<@U012ABCDEF>', 'mention'],
    ['<@U012ABCDEF|ada>', 'mention'],
    ['<!subteam^S123|@team>', 'mention'],
  ])('is a row with its fault: %s is %s', (text, fault) => {
    const [row, ...others] = parseRecipients(text);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ email: '', fault, line: 1 });
    expect(row?.spelled).toBe(text.replace(/[<>]/g, '').slice(0, 100));
  });

  it('just fits at 64 bytes before the @ and 254 in all', () => {
    const local = 'a'.repeat(64);
    const domain = `${`${'b'.repeat(62)}.`.repeat(2)}${'c'.repeat(60)}.io`;
    expect(`${local}@${domain}`).toHaveLength(254);
    expect(emails(`${local}@${domain}`)).toEqual([`${local}@${domain}`]);
    expect(emails(`${local}@c${domain}`)).toEqual(['too_long']);
    expect(emails(`${'a'.repeat(3_000)}@x.io`)).toEqual(['too_long']);
    expect(emails('a'.repeat(3_000))).toEqual(['no_at']);
  });

  it('never becomes the address of somebody else', () => {
    expect(emails('"foo@evil.com x"@internal.domain')).toEqual(['bad_local']);
    expect(emails('"foo@evil.com> ORCPT=a@b.c"@internal.domain')).toEqual(['bad_local']);
    expect(emails('user@good.com(x)evil.com user@good.com#evil.com user@good.com／evil.com')).toEqual([
      'bad_domain',
      'bad_domain',
      'bad_domain',
    ]);
  });

  it('counts its place among all that was given', () => {
    expect(parseRecipients('a@x.io, a@x.io, oops').map((row) => row.line)).toEqual([1, 3]);
  });

  it('is nothing at all where there are only marks', () => {
    expect(parseRecipients(' ,;\n\t<> "" - * … ()')).toEqual([]);
  });
});

describe('whatever is typed', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '"',
      '@',
      ',',
      ';',
      '\n',
      ' ',
      '&lt;',
      '&amp;',
      '<mailto:',
      '|',
      '.',
      'as',
      '\u202e',
      '<!channel>',
    ),
    fc.constantFrom('ada@x.io', 'Bob', 'Ä@bücher.de', "o'neil@x.io", 'a'.repeat(70), '\ud83d'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const junk = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));
  const written = (row: DraftRecipient): string => {
    const name = `${row.firstName} ${row.lastName}`.trim();
    return row.fault ? (row.spelled ?? '') : name ? `${name} <${row.email}>` : row.email;
  };

  it('gives rows that are either an address to send to or a fault that says what was written', () => {
    fc.assert(
      fc.property(junk, (text) => {
        for (const row of parseRecipients(text)) {
          expect(row.firstName.length).toBeLessThanOrEqual(100);
          expect(row.lastName.length).toBeLessThanOrEqual(100);
          expect(row.firstName + row.lastName).not.toMatch(/[<>@"&*_`~|\\/:,\p{Cc}\u202a-\u202e\u2066-\u2069]|\.\S/u);
          if (row.fault) {
            expect(row.email).toBe('');
            expect(row.spelled?.length).toBeGreaterThan(0);
            expect(row.spelled?.length).toBeLessThanOrEqual(100);
          } else {
            expect(row.email).toMatch(/^[^\s@"<>(),;:\\]+@[a-z0-9.-]+\.[a-z0-9-]{2,}$/);
            expect(emails(row.email)).toEqual([row.email]);
          }
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives at most one row per token, and each address once', () => {
    fc.assert(
      fc.property(junk, (text) => {
        const rows = parseRecipients(text);
        const tokens = text.split(/[\s,;<>"、，；\p{Cc}]|&[lg]t;/u).filter(Boolean);
        expect(rows.length).toBeLessThanOrEqual(tokens.length);
        const sent = rows.filter((row) => !row.fault).map((row) => row.email);
        expect(new Set(sent).size).toBe(sent.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it('reads the same again when it is written back as "Name <address>" lines', () => {
    fc.assert(
      fc.property(junk, (text) => {
        const good = parseRecipients(text).filter((row) => !row.fault);
        const again = parseRecipients(good.map(written).join('\n'));
        const said = (rows: DraftRecipient[]) => rows.map((row) => [row.email, row.firstName, row.lastName]);
        expect(said(again)).toEqual(said(good));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is read in linear time: a quadratic step would outlast the test on these', () => {
    const hostile = [
      '<',
      '>',
      '"',
      '@',
      '.',
      '(',
      "'",
      '<mailto:',
      '&lt;',
      '"a',
      'a@',
      'a.',
      'A ',
      'A,',
      'as ',
      '\u200d',
      ',"',
    ];
    for (const piece of hostile) {
      const text = piece.repeat(100_000 / piece.length);
      expect(parseCommandLine(text).recipients.length).toBeLessThanOrEqual(100_000);
      expect(parseRecipients(`<mailto:${text}\n"${text}`).length).toBeLessThanOrEqual(200_000);
    }
  });
});

describe('the command line', () => {
  it.each([
    ['ada@x.io, Bob <bob@y.io> as editor', 2, 'editor'],
    ['ada@x.io as "Content Editor"', 1, 'Content Editor'],
    ['ada@x.io as “Content Editor”', 1, 'Content Editor'],
    ['ada@x.io AS   Content   Editor ', 1, 'Content Editor'],
    ['<mailto:ada@x.io|ada@x.io> as R&amp;D', 1, 'R&D'],
    ['ada@x.io as "Head as a Service"', 1, 'Head as a Service'],
    ['as editor', 0, 'editor'],
    ['ada@x.io', 1, undefined],
    ['asa@x.io has@x.io', 2, undefined],
    ['As <ada@x.io>', 1, undefined],
    ['', 0, undefined],
  ])('%j gives %i recipients and the role word %j', (text, count, roleWord) => {
    const answer = parseCommandLine(text);
    expect(answer.recipients.filter((row) => !row.fault)).toHaveLength(count);
    expect(answer.recipients).toHaveLength(count);
    expect(answer.roleWord).toBe(roleWord);
  });

  it('takes another separator', () => {
    expect(parseCommandLine('ada@x.io als Redaktion').roleWord).toBe('Redaktion');
  });

  it('names a separator without a role as a fault', () => {
    expect(parseCommandLine('ada@x.io as').recipients).toMatchObject([
      { email: 'ada@x.io' },
      { fault: 'no_at', spelled: 'as' },
    ]);
  });
});
