import { domainToASCII, domainToUnicode } from 'node:url';

/** Where most private mail lives: nobody mistyped these. */
const common = new Set(
  `gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.de hotmail.fr hotmail.it hotmail.co.uk live.com
  live.de msn.com yahoo.com yahoo.de yahoo.fr yahoo.it yahoo.co.uk yahoo.co.jp yahoo.co.in ymail.com icloud.com me.com
  mac.com aol.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de mail.de mail.com mail.ru proton.me
  protonmail.com pm.me fastmail.com zoho.com hey.com tutanota.com posteo.de mailbox.org yandex.ru yandex.com qq.com
  163.com 126.com orange.fr wanadoo.fr free.fr laposte.net libero.it bluewin.ch`.split(/\s+/),
);

/** Real domains that lie one letter beside a common one. */
const neighbours = new Set(['cloud.com', 'email.com']);

/** Endings that no registry has. */
const endings: Record<string, string> = {
  ...Object.fromEntries('con cmo ocm vom xom cpm comm coom ccom comn'.split(' ').map((wrong) => [wrong, 'com'])),
  ...{ nte: 'net', ent: 'net', nett: 'net', ogr: 'org', rog: 'org', orgg: 'org', ed: 'de' },
};

/**
 * The address that was probably meant, if the domain of `email` (as readAddress gives it) looks mistyped: an ending that
 * does not exist, or one letter wrong, missing, added or swapped against a well-known domain or one of `ownDomains`.
 * A guess to warn with, never to act on.
 */
export function suspect(email: string, ownDomains: readonly string[]): string | undefined {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const own = ownDomains.map((one) => domainToASCII(one.trim())).filter((one) => one.includes('.'));
  const trusted = (name: string): boolean =>
    common.has(name) || neighbours.has(name) || own.some((one) => name === one || name.endsWith(`.${one}`));
  if (at < 1 || trusted(domain)) return undefined;
  const ended = withKnownEnding(domain);
  const known = [...own, ...[...common].filter((one) => !sameButForCountry(ended, one))];
  const meant = trusted(ended) ? ended : (known.find((one) => resembles(ended, one)) ?? ended);
  return meant === domain ? undefined : `${email.slice(0, at)}@${meant}`;
}

function withKnownEnding(domain: string): string {
  const dot = domain.lastIndexOf('.') + 1;
  return domain.slice(0, dot) + (endings[domain.slice(dot)] ?? domain.slice(dot));
}

/** yahoo.dk is as real as yahoo.de. */
const sameButForCountry = (one: string, other: string): boolean =>
  one.length === other.length && one.at(-3) === '.' && one.slice(0, -2) === other.slice(0, -2);

/** Asking for it takes longer than all the rest, for sixty domains per address: most have nothing to decode. */
const asRead = (domain: string): string => (domain.includes('xn--') ? domainToUnicode(domain) : domain);

/** Between short names one letter is a different company (gmx, gmk): there only two swapped letters count. */
function resembles(domain: string, known: string): boolean {
  const [one, other] = [asRead(domain), asRead(known)];
  const edit = oneEdit(one, other);
  return edit === 'swap' || (edit === 'letter' && other.indexOf('.') >= 5);
}

/** What is left between the equal beginnings and endings tells whether a single edit leads from one to the other. */
function oneEdit(one: string, other: string): 'letter' | 'swap' | undefined {
  if (one === other || Math.abs(one.length - other.length) > 1) return undefined;
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++;
  const left = one.slice(head, one.length - tail);
  const right = other.slice(head, other.length - tail);
  if (left.length <= 1 && right.length <= 1) return 'letter';
  const swapped = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return swapped ? 'swap' : undefined;
}
