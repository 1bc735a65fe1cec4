import { domainToASCII } from 'node:url';
import type { DraftRecipient } from './draft.ts';

/**
 * Why a piece of text is no address.
 * `mention`: a Slack name such as `@ada` or `<@U123>`, where an address is needed.
 * `too_long`: more than 64 bytes before the @, or 254 in all (RFC 5321, 4.5.3.1).
 */
export type RecipientFault = 'no_at' | 'no_domain' | 'bad_domain' | 'bad_local' | 'too_long' | 'mention';

type Address = { email: string; spelled?: string; fault?: RecipientFault };
type Lexeme = { kind: 'word' | 'quoted' | 'bracketed'; text: string };
/** What stands between two separators; `last` when the line or the `;` ends with it. */
type Part = { lexemes: Lexeme[]; last: boolean };

/**
 * Reads whatever a person pastes: bare addresses, `Name <a@x>`, `"Last, First" <a@x>`, Slack's `<mailto:a@x|a@x>`.
 * Linear in the text, never throws. `line` counts what was given, from 1; a repeated address keeps its first place.
 * A row with a `fault` has no `email`, but `spelled`: what was written, at most 100 characters.
 */
export function parseRecipients(text: string): DraftRecipient[] {
  return readAll(cleanText(text));
}

/** The free-standing word before a role, in each language of the product. */
const roleSeparators = ['as', 'als'];

/** `ada@x.io, Bob <bob@y.io> as editor`: the role word follows the last free-standing separator, if no address does. */
export function parseCommandLine(text: string): { recipients: DraftRecipient[]; roleWord?: string } {
  const clean = cleanText(text);
  const unquoted = clean.replace(/"[^"]*"/g, (quoted) => 'x'.repeat(quoted.length));
  const separator = [...unquoted.matchAll(/\S+/g)].findLast(([word]) => roleSeparators.includes(word.toLowerCase()));
  const after = separator ? clean.slice(separator.index + separator[0].length) : '';
  const roleWord = cut(after.replace(/["'`\s]+/g, ' ').trim());
  if (!separator || !roleWord || after.includes('@')) return { recipients: readAll(clean) };
  return { recipients: readAll(clean.slice(0, separator.index)), roleWord };
}

/**
 * One address as it is sent: lower case, NFC, the domain in ASCII (`xn--`), so that equal addresses are equal strings.
 * `spelled` keeps the readable domain where that differs. Quoted local parts and IP domains are refused.
 * zod's `email` takes ASCII only, its `unicodeEmail` nearly anything, and neither says what is wrong: hence our own.
 */
export function readAddress(written: string): Address {
  const raw = written.replace(/\p{Join_Control}/gu, '').trim();
  const faulty = (fault: RecipientFault): Address => ({ email: '', spelled: cut(raw), fault });
  if (/^(@|!subteam\^)/.test(raw)) return faulty('mention');
  if (!raw.includes('@')) return faulty('no_at');
  if (raw.length > 320) return faulty('too_long');
  const address = raw
    .replace(/^[([{<"'`*]+/, '')
    .replace(/[.,:;!?)\]}>"'`*…]+$/, '')
    .replace(/^mailto:/i, '');
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)].map((side) => side.toLowerCase().normalize());
  if (!domain) return faulty('no_domain');
  const ascii = asciiDomain(domain);
  if (!ascii) return faulty('bad_domain');
  if (!local || !localPart.test(local)) return faulty('bad_local');
  const email = `${local}@${ascii}`;
  if (Buffer.byteLength(local) > 64 || Buffer.byteLength(email) > 254) return faulty('too_long');
  return ascii === domain ? { email } : { email, spelled: cut(`${local}@${domain}`) };
}

/**
 * A name as harmless plain text: letters, digits and a little punctuation; nothing that Slack or a mail reader would
 * turn into a mention, a link or markup. `Last, First` is turned round; the last word is the last name.
 */
export function readName(written: string): { firstName: string; lastName: string } {
  const sides = cleanText(written).split(',');
  const [last = '', first = ''] = sides;
  const words = plainWords(sides.length === 2 && plainWords(first).length > 0 ? `${first} ${last}` : sides.join(' '));
  const lastName = words.length > 1 ? words.pop() : '';
  return { firstName: cut(words.join(' ')).trim(), lastName: cut(lastName ?? '') };
}

/** A first or a last name given by itself, cleaned in the same way. */
export const cleanName = (written: string): string => cut(plainWords(cleanText(written)).join(' ')).trim();

/** One row per address: the first wins, and takes the name of a later one if it has none. */
export function foldRepeats(rows: readonly DraftRecipient[]): DraftRecipient[] {
  const byEmail = new Map<string, DraftRecipient>();
  return rows.filter((row) => {
    const first = byEmail.get(row.email);
    if (!first) {
      if (!row.fault) byEmail.set(row.email, row);
      return true;
    }
    if (!first.firstName && !first.lastName) {
      first.firstName = row.firstName;
      first.lastName = row.lastName;
    }
    return false;
  });
}

function readAll(clean: string): DraftRecipient[] {
  const rows = lastNamesJoined(partsOf(clean)).flatMap((part) => readPart(part.lexemes));
  return foldRepeats(rows.map((row, index) => ({ ...row, line: index + 1 })));
}

const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** A domain by itself as it stands in addresses: lower case, ASCII; `undefined` for what is none. */
export const readDomain = (written: string): string | undefined => asciiDomain(cleanText(written).trim().toLowerCase());

/** Letters only go in: `domainToASCII` cuts at `/` and `#`, which would send the mail to somebody else. */
function asciiDomain(domain: string): string | undefined {
  if (!/^[\p{L}\p{M}\p{Nd}.。．｡-]+$/u.test(domain)) return undefined;
  const ascii = domainToASCII(domain);
  const labels = ascii.split('.');
  const good = labels.length > 1 && labels.every((one) => label.test(one)) && topLevel.test(labels.at(-1) ?? '');
  return good && ascii.length <= 253 ? ascii : undefined;
}

/** Words of a name; a dot is kept apart from what follows it, so that `evil.com` is no link. */
function plainWords(text: string): string[] {
  const plain = text.replace(/[^\p{L}\p{M}\p{N}'’.()\p{Join_Control}\u2010\u2011-]/gu, ' ').replace(/\.(?=\S)/g, '. ');
  const words = plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return /\p{L}/u.test(plain) ? words : [];
}

/** NFC, Slack's entities decoded, invisible and direction-changing characters gone (joiners stay for names). */
function cleanText(text: string): string {
  return text
    .replace(/(?![\p{Join_Control}\t\n\r])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\ufff9-\ufffb]/gu, '')
    .normalize()
    .replace(/[“”„«»]/g, '"')
    .replace(/<mailto:([^<>]*)>/gi, (_, link: string) => ` ${link.split(/[|?\s]/, 1)[0]} `)
    .replace(/&(lt|gt|amp);/g, (_, name) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'))
    .replace(/<+/g, '<')
    .replace(/>+/g, '>');
}

/**
 * Libraries for address lists read mail headers: one bad entry loses the whole list (email-addresses), or a quoted
 * local part becomes another person's address (addressparser, GHSA-mm7p-fcc7-pg87). Here each fault is one row.
 */
const lexer = /"([^"\n]*)"([^\s,;，；、<>]*)|<([^<>\n]*)>|([\n\r;；])|([,，、])|[^\s,;，；、<>]+/g;

function partsOf(clean: string): Part[] {
  const parts: Part[] = [{ lexemes: [], last: true }];
  for (const [whole, quoted, glued = '', bracketed, end, comma] of clean.matchAll(lexer)) {
    const part = parts.at(-1);
    if (end || comma) {
      if (part) part.last = Boolean(end);
      parts.push({ lexemes: [], last: true });
    } else if (bracketed !== undefined) part?.lexemes.push({ kind: 'bracketed', text: bracketed.trim() });
    else if (quoted !== undefined && !/[\p{L}\p{N}@]/u.test(glued))
      part?.lexemes.push({ kind: 'quoted', text: quoted });
    else part?.lexemes.push({ kind: 'word', text: whole });
  }
  return parts;
}

/** Mail programs write `Lovelace, Ada <a@x>; Byron, Bob <b@x>`: there the comma belongs to the name. */
function lastNamesJoined(parts: readonly Part[]): Part[] {
  const several = parts.filter((part) => part.last).length > 1;
  return parts.flatMap((part, index) => {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    const opens = (one: Part | undefined, previous: Part | undefined, next: Part | undefined): boolean =>
      several && !!one && !one.last && previous?.last !== false && isName(one.lexemes) && closes(next);
    if (opens(part, before, after)) return [];
    if (!opens(before, parts[index - 2], part) || !before) return [part];
    return [{ ...part, lexemes: [...part.lexemes.slice(0, -1), ...before.lexemes, ...part.lexemes.slice(-1)] }];
  });
}

const closes = (part: Part | undefined): boolean =>
  !!part?.last && part.lexemes.at(-1)?.kind === 'bracketed' && isName(part.lexemes.slice(0, -1));

/** Words that look like a name without brackets to say so: "Can you invite ada@x.io" holds none. */
const isName = (run: readonly Lexeme[]): boolean =>
  run.length > 0 &&
  run.length <= 5 &&
  run.every(
    ({ kind, text }) =>
      kind === 'quoted' || /^(?:[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’‐-]*\.?|v[ao]n|de[rnl]?|d[aiu]|la|bin)$/u.test(text),
  );

function readPart(lexemes: readonly Lexeme[]): Omit<DraftRecipient, 'line'>[] {
  const rows: DraftRecipient[] = [];
  let run: Lexeme[] = [];
  const refuseRun = (): void => {
    const written = run.map((lexeme) => lexeme.text).join(' ');
    if (isMoreThanMarks(written)) rows.push({ ...readAddress(written), firstName: '', lastName: '' });
  };
  for (const [index, lexeme] of lexemes.entries()) {
    const names = lexeme.kind === 'quoted' && lexemes[index + 1]?.kind === 'bracketed';
    if (!lexeme.text.includes('@') || names) {
      run.push(lexeme);
      continue;
    }
    const named = lexeme.kind === 'bracketed' || isName(run);
    if (!named) refuseRun();
    rows.push({ ...readAddress(lexeme.text), ...readName(named ? nameOf(run) : '') });
    run = [];
  }
  refuseRun();
  return rows;
}

/** Many programs repeat the address where the name should be: that is no name. */
const nameOf = (run: readonly Lexeme[]): string =>
  run
    .map((lexeme) => lexeme.text)
    .filter((text) => !text.includes('@') && isMoreThanMarks(text))
    .join(' ');

/** Not only bullets, dashes, a list's `1.` or a label such as `To:`. */
const isMoreThanMarks = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(text) && !/^(?:\d+[.)]|[\p{L}-]+:)$/u.test(text);

/** At most 100 UTF-16 units, never half a character. */
const cut = (text: string): string => text.slice(0, 100).replace(/[\ud800-\udbff]$/, '');
