import Papa from 'papaparse';
import type { DraftRecipient } from './draft.ts';
import { cleanName, foldRepeats, parseRecipients, readAddress, readName } from './recipients.ts';

/** What no row can carry. Of `too_big`, `too_many_rows`, `empty`, `header_only`, `binary`, `no_email_column` no row is read. */
export type CsvFault =
  | 'too_big'
  | 'too_many_rows'
  | 'empty'
  | 'header_only'
  | 'binary'
  | 'no_email_column'
  | 'bad_quotes'
  | 'line_too_long'
  | 'no_email'
  | 'bad_locale';

/** `line` is the line in the file, from 1; 0 is the file as a whole. */
export type CsvReading = { rows: DraftRecipient[]; faults: { line: number; why: CsvFault }[] };

export const csvLimits = { bytes: 5 * 1024 * 1024, rows: 10_000, lineLength: 10_000 };

type Field = 'email' | 'first' | 'last' | 'full' | 'role' | 'locale';
type Columns = Partial<Record<Field, number>>;
type Line = { line: number; cells: string[]; why?: CsvFault };

/**
 * Reads a list of people, with a header or without, as spreadsheets and contact programs write it. A line whose address
 * is bad is a row with its `fault`, as parseRecipients gives it; every other bad line is in `faults`. An unknown locale
 * is named there too, its row kept without. `roleKey` is the role's cell as written: the caller knows the roles.
 */
export function parseCsv(bytes: Uint8Array): CsvReading {
  if (bytes.length > csvLimits.bytes) return whole('too_big');
  const text = decode(bytes);
  if (text === undefined) return whole('binary');
  const lines = [...readLines(text)];
  const [first] = lines;
  if (!first) return whole('empty');
  const header = columnsOf(first.cells);
  const body = header ? lines.slice(1) : lines;
  if (body.length === 0) return whole('header_only');
  const tooMany = body[csvLimits.rows];
  if (tooMany) return { rows: [], faults: [{ line: tooMany.line, why: 'too_many_rows' }] };
  const email = header?.email ?? addressColumn(body);
  if (email === undefined && body.every((line) => !line.why)) return whole('no_email_column');
  const columns = header
    ? { ...header, email }
    : positions(lines.find((line) => !line.why)?.cells.length ?? 0, email ?? 0);
  const readings = body.map((line) => readLine(line, columns, Boolean(header)));
  return {
    rows: foldRepeats(readings.flatMap((reading) => reading.rows)),
    faults: readings.flatMap((reading) => reading.faults),
  };
}

const whole = (why: CsvFault): CsvReading => ({ rows: [], faults: [{ line: 0, why }] });

/** By byte order mark, else by where the zeros of UTF-16 fall, else UTF-8 if it is that, else Western Windows. */
function decode(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes);
  const controls = text.match(/(?![\t\n\v\f\r\u0080-\u009f])\p{Cc}/gu)?.length ?? 0;
  const archive = text.startsWith('PK\u0003\u0004') || text.startsWith('%PDF-');
  return archive || controls > text.length / 200 ? undefined : text;
}

function decoded(bytes: Uint8Array): string {
  const [one, two] = bytes;
  const sample = bytes.subarray(0, 4_096);
  const zeros = (parity: number): number => sample.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const most = sample.length / 5;
  if ((one === 0xff && two === 0xfe) || (zeros(1) > most && zeros(0) < most / 10)) return decodeAs('utf-16le', bytes);
  if ((one === 0xfe && two === 0xff) || (zeros(0) > most && zeros(1) < most / 10)) return decodeAs('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeAs('latin1', bytes).replace(/[\u0080-\u009f]/g, (one) => western[one.charCodeAt(0) - 0x80] ?? one);
  }
}

/** What Windows puts at 0x80 to 0x9f; TextDecoder leaves control characters there in some releases of Node. */
const western = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const decodeAs = (encoding: string, bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes);

/**
 * Lines that hold anything, one more than allowed at most with a header. Each is parsed by itself, so that a quote left
 * open costs its own line and not the rest of the file; a cell may still run over ten lines.
 */
function* readLines(text: string): Generator<Line> {
  const [, separator, rest] = /^sep=(.)\r?\n([\s\S]*)$/i.exec(text) ?? [];
  const lines = (rest ?? text).split(/\r\n?|\n/);
  const above = separator ? 2 : 1;
  const delimiter = separator ?? delimiterOf(lines.find(isFilled) ?? '');
  let found = 0;
  for (let at = 0; at < lines.length && found < csvLimits.rows + 2; at++) {
    if (!isFilled(lines[at] ?? '')) continue;
    const { cells, why, taken } = readCells(lines, at, delimiter);
    yield { line: at + above, cells, ...(why ? { why } : {}) };
    found++;
    at += taken - 1;
  }
}

const isFilled = (line: string): boolean => /[^\s,;|"']/.test(line);

function readCells(lines: readonly string[], at: number, delimiter: string): Omit<Line, 'line'> & { taken: number } {
  let written = '';
  for (let taken = 1; taken <= 10 && at + taken <= lines.length; taken++) {
    written += (taken > 1 ? '\n' : '') + lines[at + taken - 1];
    if (written.length > csvLimits.lineLength) break;
    if (taken > 1 && (written.split('"').length - 1) % 2) continue;
    const { data, errors } = Papa.parse<string[]>(written, { delimiter, newline: '\n' });
    const codes = errors.map((error) => error.code);
    if (codes.length === 0 && data.length === 1 && data[0]) return { cells: data[0], taken };
    if (codes.includes('InvalidQuotes')) break;
  }
  const long = (lines[at] ?? '').length > csvLimits.lineLength;
  return { cells: [], why: long ? 'line_too_long' : 'bad_quotes', taken: 1 };
}

function delimiterOf(line: string): string {
  const unquoted = line.slice(0, csvLimits.lineLength).replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => unquoted.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

/** Headers in English and German, by their letters alone: "E-Mail 1 - Value" is `emailvalue`. */
const headers: Record<Field, string> = {
  email:
    'email emails mail emailaddress emailaddresses mailaddress emailvalue emailadresse mailadresse useremail workemail',
  first: 'first firstname givenname forename vorname rufname',
  last: 'last lastname surname familyname nachname familienname zuname',
  full: 'name fullname displayname',
  role: 'role roles rolekey rolename rolle rollen',
  locale: 'locale language lang sprache',
};
const fieldByHeader = new Map(
  Object.entries(headers).flatMap(([field, names]) => names.split(' ').map((name) => [name, field as Field] as const)),
);

/** The columns by their header; `undefined` when the first line is none. */
function columnsOf(cells: readonly string[]): Columns | undefined {
  if (cells.some((cell) => cell.includes('@'))) return undefined;
  const columns: Columns = {};
  for (const [index, cell] of cells.entries()) {
    const field = fieldByHeader.get(cell.toLowerCase().replace(/[^\p{L}]/gu, ''));
    if (field) columns[field] ??= index;
  }
  if (Object.keys(columns).length === 0) return undefined;
  // In German lists "Name" beside "Vorname" is the last name.
  const { full, ...rest } = columns;
  return full !== undefined && rest.first !== undefined && rest.last === undefined ? { ...rest, last: full } : columns;
}

/** Without a header: the address where it stands, the others in the order first, last, role, locale. */
function positions(width: number, email: number): Columns {
  const others = Array.from({ length: width }, (_, index) => index).filter((index) => index !== email);
  if (others.length === 1) return { email, full: others[0] };
  const [first, last, role, locale] = others;
  return { email, first, last, role, locale };
}

/** The column with the most @ in the first fifty lines. */
function addressColumn(lines: readonly Line[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { cells } of lines.slice(0, 50)) {
    for (const [index, cell] of cells.entries())
      if (cell.includes('@')) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

function readLine({ line, cells, why }: Line, columns: Columns, hasHeader: boolean): CsvReading {
  if (why) return { rows: [], faults: [{ line, why }] };
  const cell = (field: Field): string => (cells[columns[field] ?? -1] ?? '').trim();
  const several = !hasHeader && cells.filter((one) => one.includes('@')).length > 1;
  const people = readPeople(several ? cells.join(',') : cell('email'));
  if (people.length === 0) return { rows: [], faults: [{ line, why: 'no_email' }] };
  if (several) return { rows: people.map((person) => ({ ...person, line })), faults: [] };
  const locale = readLocale(cell('locale'));
  const roleKey = cell('role').slice(0, 100);
  const rows = people.map((person) => ({
    ...person,
    ...(people.length === 1 ? readNames(cell, person) : {}),
    ...(roleKey ? { roleKey } : {}),
    ...(locale ? { locale } : {}),
    line,
  }));
  return { rows, faults: locale === undefined && cell('locale') ? [{ line, why: 'bad_locale' }] : [] };
}

/** One cell is one bad row at most, whatever stands in it. */
function readPeople(cell: string): DraftRecipient[] {
  const people = parseRecipients(cell);
  const good = people.every((person) => !person.fault);
  return good || people.length === 1 ? people : [{ ...readAddress(cell), firstName: '', lastName: '' }];
}

function readNames(cell: (field: Field) => string, person: DraftRecipient): { firstName: string; lastName: string } {
  const own = { firstName: cleanName(cell('first')), lastName: cleanName(cell('last')) };
  if (own.firstName || own.lastName) return own;
  const full = readName(cell('full'));
  return full.firstName ? full : { firstName: person.firstName, lastName: person.lastName };
}

function readLocale(written: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(written)) return undefined;
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
