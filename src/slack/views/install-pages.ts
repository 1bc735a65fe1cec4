import type { Words } from '../../words/words.ts';

/** Pages in a browser: what an install asks for, how it ended, and what to do next. */

const style =
  'body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color:#1d1c1d;background:#fff}' +
  'h1{font-size:1.6rem;line-height:1.25}a.button{display:inline-block;padding:.7rem 1.2rem;border-radius:.4rem;' +
  'background:#4a154b;color:#fff;text-decoration:none;font-weight:600}code{background:#f4f2f4;padding:.1rem .3rem;' +
  'border-radius:.2rem}a.button:focus-visible{outline:3px solid #1264a3;outline-offset:2px}' +
  '@media(prefers-color-scheme:dark){body{color:#f1eef1;background:#1a1d21}code{background:#333}a{color:#7cb8e8}}';

const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = ({ language }: Words, title: string, ...parts: string[]): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${html(title)}</title><style>${style}</style></head><body><main><h1>${html(title)}</h1>` +
  `${parts.join('')}</main></body></html>`;

const paragraph = (markup: string): string => `<p>${markup}</p>`;
const button = (url: string, label: string): string =>
  paragraph(`<a class="button" href="${html(url)}">${html(label)}</a>`);

/** `scopes`: what is asked for, with the reason of each in English. */
export function beginPage(words: Words, url: string, scopes: Readonly<Record<string, string>>): string {
  const { begin, scopes: reasons } = words.install;
  const items = Object.entries(scopes).map(([scope, reason]) => `<li>${html(reasons[scope] ?? reason)}</li>`);
  return page(
    words,
    begin.title,
    paragraph(begin.what),
    paragraph(begin.allows),
    `<ul>${items.join('')}</ul>`,
    button(url, begin.button),
  );
}

export type Installed = { name: string; command: string; slackUrl: string; orgWide: boolean };

export function installedPage(words: Words, { name, command, slackUrl, orgWide }: Installed): string {
  const say = words.install.installed;
  return page(
    words,
    say.title(name),
    paragraph(orgWide ? say.nextOrgWide : say.next(`<code>${html(command)}</code>`)),
    button(slackUrl, orgWide ? say.chooseWorkspaces : say.openSlack),
    paragraph(say.closePage),
  );
}

/** `why` says what happened; the way out is always to begin again. */
export function refusedPage(words: Words, why: string): string {
  const { title, beginAgain } = words.install.refused;
  return page(words, title, paragraph(html(why)), button('/slack/install', beginAgain));
}
