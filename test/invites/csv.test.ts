import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvLimits, parseCsv } from '../../src/invites/csv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};
const read = (text: string) => parseCsv(utf8(text));
const people = (text: string) =>
  read(text).rows.map((row) => [row.line, row.fault ?? row.email, row.firstName, row.lastName]);

const twoPeople = {
  rows: [
    { line: 2, email: 'zoe@x.io', firstName: 'Zoë', lastName: 'Müller', roleKey: 'editor', locale: 'de-DE' },
    { line: 3, email: 'bob@y.io', firstName: 'Bob', lastName: 'Berg', roleKey: 'admin', locale: 'en' },
  ],
  faults: [],
};
const list = 'email,first,last,role,locale\nzoe@x.io,Zoë,Müller,editor,de_DE\nBob@Y.io,Bob,Berg,admin,en\n';

describe('a list of people', () => {
  it.each([
    ['UTF-8', utf8(list)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${list}`)],
    ['UTF-16 LE with a byte order mark', utf16(`\ufeff${list}`)],
    ['UTF-16 BE with a byte order mark', utf16(`\ufeff${list}`, true)],
    ['UTF-16 LE without one', utf16(list)],
    ['UTF-16 BE without one', utf16(list, true)],
    ['Western Windows', new Uint8Array(Buffer.from(list, 'latin1'))],
    ['CRLF', utf8(list.replaceAll('\n', '\r\n'))],
    ['CR', utf8(list.replaceAll('\n', '\r'))],
    ['semicolons', utf8(list.replaceAll(',', ';'))],
    ['tabs', utf8(list.replaceAll(',', '\t'))],
    ['tabs in UTF-16, as a spreadsheet saves it', utf16(`\ufeff${list.replaceAll(',', '\t')}`)],
    ['everything quoted', utf8(list.replace(/[^,\n]+/g, '"$&"'))],
    ['no newline at the end', utf8(list.trimEnd())],
    ['empty lines at the end', utf8(`${list},,,,\n\n  \n;;;;\n`)],
  ])('is read from %s', (_, bytes) => {
    expect(parseCsv(bytes)).toEqual(twoPeople);
  });

  it('is read whatever order and name its columns have', () => {
    const german =
      'Nr.;Nachname;Vorname;Sprache;E-Mail-Adresse;Rolle\n1;Müller;Zoë;de_DE;zoe@x.io;editor\n2;Berg;Bob;en;bob@y.io;admin';
    expect(read(german)).toEqual(twoPeople);
    const google = 'Given Name,Family Name,E-mail 1 - Value,E-mail 2 - Value\nBob,Berg,bob@y.io,old@y.io';
    expect(people(google)).toEqual([[2, 'bob@y.io', 'Bob', 'Berg']]);
    expect(people('Name;E-Mail\n"Berg, Bob";bob@y.io')).toEqual([[2, 'bob@y.io', 'Bob', 'Berg']]);
    expect(people('Name;Vorname;Nachname;E-Mail\nBB;Bob;Berg;bob@y.io')).toEqual([[2, 'bob@y.io', 'Bob', 'Berg']]);
    expect(people('Name;Vorname;E-Mail\nvan Berg;Bob;bob@y.io')).toEqual([[2, 'bob@y.io', 'Bob', 'van Berg']]);
  });

  it('is read without a header, the address wherever it stands', () => {
    expect(read('zoe@x.io,Zoë,Müller,editor,de_DE').rows).toEqual([{ ...twoPeople.rows[0], line: 1 }]);
    expect(people('Zoë;Müller;zoe@x.io')).toEqual([[1, 'zoe@x.io', 'Zoë', 'Müller']]);
    expect(people('Zoë Müller,zoe@x.io')).toEqual([[1, 'zoe@x.io', 'Zoë', 'Müller']]);
    expect(people('Zoë Müller <zoe@x.io>\nbob@y.io')).toEqual([
      [1, 'zoe@x.io', 'Zoë', 'Müller'],
      [2, 'bob@y.io', '', ''],
    ]);
    const several = ['a@x.io', 'b@x.io', 'c@x.io', 'd@x.io', 'e@x.io'];
    expect(read(`${several.join(', ')}\nf@x.io`)).toEqual({
      rows: [...several, 'f@x.io'].map((email) => ({
        email,
        firstName: '',
        lastName: '',
        line: email === 'f@x.io' ? 2 : 1,
      })),
      faults: [],
    });
  });

  it('obeys the separator line that spreadsheets write', () => {
    expect(people('sep=;\r\nemail;name\r\nbob@y.io;"Berg, Bob"')).toEqual([[3, 'bob@y.io', 'Bob', 'Berg']]);
  });

  it('keeps cells of several lines together, and counts lines as an editor does', () => {
    expect(people('email,name,note\na@x.io,Ada,"one\ntwo, ""three"""\n\nb@x.io,Bob,\n')).toEqual([
      [2, 'a@x.io', 'Ada', ''],
      [5, 'b@x.io', 'Bob', ''],
    ]);
  });

  it('reads what Western Windows adds to Latin-1', () => {
    const bytes = Buffer.concat([
      Buffer.from('email,last\na@x.io,'),
      Buffer.from([0x8e, 0x69, 0x9e, 0x65, 0x6b, 0xfc]),
    ]);
    expect(parseCsv(new Uint8Array(bytes)).rows[0]?.lastName).toBe('Žižekü');
  });

  it('folds a repeated address and cleans names', () => {
    expect(people('email,first,last\na@x.io,,\nA@X.io,<!channel>,http://evil.com')).toEqual([
      [2, 'a@x.io', 'channel', 'http evil. com'],
    ]);
  });
});

describe('every bad line is named', () => {
  it('as a row, when its address is bad', () => {
    const { rows, faults } = read('email,first\noops,Ada\nada @x.io,\nbob@y.io,Bob\nbob@,\n');
    expect(rows.map((row) => [row.line, row.fault, row.spelled])).toEqual([
      [2, 'no_at', 'oops'],
      [3, 'bad_local', 'ada @x.io'],
      [4, undefined, undefined],
      [5, 'no_domain', 'bob@'],
    ]);
    expect(faults).toEqual([]);
  });

  it('as a fault, when there is no address to show', () => {
    const text =
      'email;first;locale\n;Ada;de\nb@x.io;"Bob;de\nc@x.io;"Carl" x;de\nd@x.io;Dora;klingon\n-;Eve;de\nf@x.io;Finn;de';
    expect(read(text).faults).toEqual([
      { line: 2, why: 'no_email' },
      { line: 3, why: 'bad_quotes' },
      { line: 4, why: 'bad_quotes' },
      { line: 5, why: 'bad_locale' },
      { line: 6, why: 'no_email' },
    ]);
    expect(people(text).map(([line, email]) => [line, email])).toEqual([
      [5, 'd@x.io'],
      [7, 'f@x.io'],
    ]);
  });

  it('even when it is absurdly long', () => {
    expect(read(`email,first\na@x.io,${'x'.repeat(csvLimits.lineLength)}\nb@x.io,Bob`)).toMatchObject({
      rows: [{ line: 3, email: 'b@x.io' }],
      faults: [{ line: 2, why: 'line_too_long' }],
    });
  });
});

describe('a file that is no list of people', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 2, 0];
  it.each([
    ['empty', 'empty', new Uint8Array()],
    ['nothing but a byte order mark', 'empty', utf8('\ufeff')],
    ['nothing but separators', 'empty', utf8('\n;;;\r\n , \n""\n')],
    ['a header only', 'header_only', utf8('E-Mail;Vorname;Nachname\n')],
    ['without addresses', 'no_email_column', utf8('one,two\nthree,four')],
    ['with a header that has none', 'no_email_column', utf8('Vorname,Nachname\nAda,Lovelace')],
    ['a picture', 'binary', new Uint8Array(png)],
    [
      'a spreadsheet',
      'binary',
      new Uint8Array([...utf8('PK\u0003\u0004'), ...utf8('[Content_Types].xml a@x.io'.repeat(50))]),
    ],
    ['a PDF', 'binary', utf8('%PDF-1.7\na@x.io')],
    ['too big', 'too_big', new Uint8Array(csvLimits.bytes + 1).fill(97)],
  ])('is refused as a whole: %s', (_, why, bytes) => {
    expect(parseCsv(bytes)).toEqual({ rows: [], faults: [{ line: 0, why }] });
  });

  it('is refused one row after the ten thousandth, by its line', () => {
    const rows = Array.from({ length: csvLimits.rows }, (_, index) => `a${index}@x.io`);
    expect(read(['email', ...rows].join('\n')).rows).toHaveLength(csvLimits.rows);
    expect(read(['email', ...rows, 'b@x.io'].join('\n'))).toEqual({
      rows: [],
      faults: [{ line: 10_002, why: 'too_many_rows' }],
    });
    expect(read([...rows, '', 'b@x.io', 'c@x.io'].join('\n'))).toEqual({
      rows: [],
      faults: [{ line: 10_002, why: 'too_many_rows' }],
    });
  });
});

describe('whatever a file holds', () => {
  it('never throws, and names lines that are in the file', () => {
    const piece = fc.constantFrom(
      'email',
      'Vorname',
      'a@x.io',
      'Bob',
      '"',
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      '@',
      ' ',
      '""',
      '|',
      'ü',
    );
    const text = fc.array(piece, { maxLength: 80 }).map((pieces) => utf8(pieces.join('')));
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          bytes,
          bytes.map((some) => new Uint8Array([0xff, 0xfe, ...some])),
        ),
        (file) => {
          const { rows, faults } = parseCsv(file);
          const last = file.filter((byte) => byte === 10 || byte === 13).length + 1;
          for (const { line } of [...rows, ...faults]) expect(line).toBeLessThanOrEqual(last);
          for (const row of rows) expect(row.fault === undefined).toBe(row.email !== '');
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('reads back what a spreadsheet writes, in any of its dialects', () => {
    const name = fc.stringMatching(/^[A-Z][a-zäöüß]{0,8}( [A-Z][a-z]{1,5})?$/);
    const note = fc.string({ maxLength: 12 });
    const person = fc.record({ first: name, last: name, note });
    const dialect = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      newline: fc.constantFrom('\n', '\r\n'),
      quotes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 20 }), dialect, (persons, dialect) => {
        const cells = persons.map(({ first, last, note }, index) => [note, last, `p${index}@x.io`, first]);
        const file = Papa.unparse([['Note', 'Last Name', 'E-mail', 'First Name'], ...cells], dialect);
        const { rows, faults } = parseCsv(utf8(`\ufeff${file}`));
        expect(faults).toEqual([]);
        expect(rows.map((row) => [row.email, row.firstName, row.lastName])).toEqual(
          persons.map(({ first, last }, index) => [`p${index}@x.io`, first, last]),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is read in linear time: a quadratic step would outlast the test on these', () => {
    for (const piece of [
      '"',
      '",',
      'a"',
      '"a" ',
      ',\n',
      '"\n',
      '"a\n',
      '"a"b\n',
      '\r',
      'a@x.io,"\n',
      `"${'a'.repeat(9_990)}\n`,
    ]) {
      const file = utf8(piece.repeat(Math.floor(csvLimits.bytes / 4 / piece.length)));
      expect(parseCsv(file).faults.length).toBeGreaterThan(0);
    }
  });
});
