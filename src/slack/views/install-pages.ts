/** Pages in a browser: what an install asks for, how it ended, and what to do next. */

const style =
  'body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;color:#1d1c1d;background:#fff}' +
  'h1{font-size:1.6rem;line-height:1.25}a.button{display:inline-block;padding:.7rem 1.2rem;border-radius:.4rem;' +
  'background:#4a154b;color:#fff;text-decoration:none;font-weight:600}code{background:#f4f2f4;padding:.1rem .3rem;' +
  'border-radius:.2rem}a.button:focus-visible{outline:3px solid #1264a3;outline-offset:2px}' +
  '@media(prefers-color-scheme:dark){body{color:#f1eef1;background:#1a1d21}code{background:#333}a{color:#7cb8e8}}';

const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title: string, ...parts: string[]): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${html(title)}</title><style>${style}</style></head><body><main><h1>${html(title)}</h1>` +
  `${parts.join('')}</main></body></html>`;

const paragraph = (markup: string): string => `<p>${markup}</p>`;
const button = (url: string, label: string): string =>
  paragraph(`<a class="button" href="${html(url)}">${html(label)}</a>`);

/** `reasons`: why each scope is asked for. */
export const beginPage = (url: string, reasons: readonly string[]): string =>
  page(
    'Add ROQ Invite to your Slack',
    paragraph('Invite people into your ROQ tenant without leaving Slack, within the rights that ROQ gives you.'),
    paragraph('Slack will ask you to allow:'),
    `<ul>${reasons.map((reason) => `<li>${html(reason)}</li>`).join('')}</ul>`,
    button(url, 'Add to Slack'),
  );

export type Installed = { name: string; command: string; slackUrl: string; orgWide: boolean };

export const installedPage = ({ name, command, slackUrl, orgWide }: Installed): string =>
  page(
    `ROQ Invite is installed in ${name}`,
    orgWide
      ? paragraph('Next: choose the workspaces of your organisation that may use it.') +
          button(slackUrl, 'Choose workspaces')
      : paragraph(
          `Next: type <code>${html(command)}</code> in any channel. I have sent you a message with the first step.`,
        ) + button(slackUrl, 'Open Slack'),
    paragraph('You can close this page.'),
  );

/** `why` says what happened; the way out is always to begin again. */
export const refusedPage = (why: string): string =>
  page('Nothing was installed', paragraph(html(why)), button('/slack/install', 'Begin again'));
