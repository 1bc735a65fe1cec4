import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

/** Folders and files whose sentences are not for people in Slack or on a page of ours. */
const elsewhere: [path: RegExp, why: string][] = [
  [/^words\//, 'the catalogue itself'],
  [/^store\//, 'SQL, and outcomes that only code reads'],
  [/^roq\//, 'GraphQL, and what goes to the log'],
  [/^(commands|doctor)\//, 'for whoever runs the app, at a terminal, in English'],
  [/^(config|config-variables|config-error|main)\.ts$/, 'for whoever runs the app, before it runs'],
  [/^manifest\.ts$/, 'the manifest, which Slack shows in one language'],
  [/^metrics\//, 'the help of metrics'],
];

/** Calls that write to the log. */
const logs = /^(debug|info|warn|error|fatal|level|failed|onError)$/;

/** Everything else that looks like a sentence and is none. */
const noSentences: Record<string, string[]> = {
  'audit-page.ts': ['<!doctype html>', 'text/html; charset', '<p>', 'text/csv; charset', 'attachment; filename'],
  'slack/install.ts': ['text/html; charset'],
  'slack/views/install-pages.ts': ['body{font', 'border-radius', '<!doctype html>'],
  // Headings that a CSV may have, in whatever language.
  'invites/csv.ts': ['email emails', 'first first', 'last last', 'name full', 'role roles', 'locale language'],
  'invites/mistyped.ts': ['gmail.com', 'con cmo'],
  // Names of work under way, and codes by which a post, an act or an entry of the audit log ended.
  'invites/deliver.ts': ['deliver invites'],
  'invites/settle-act.ts': ['lost answer'],
  'workspaces/seal.ts': ['seal key'],
  'slack/register.ts': ['home opened'],
  'slack/workflow-steps.ts': ['workflow step'],
  'slack/nudge-flow.ts': ['nudge of '],
  'slack/own-settings-flow.ts': ['on, hour '],
  'slack/post-errors.ts': ['no answer'],
  'slack/posts.ts': ['too late', 'nothing to say', 'nowhere to post', 'no ts in', 'lost answer', 'not installed'],
  'slack/privacy-flow.ts': ['in channels'],
  'slack/settings-flow.ts': ['in channels'],
  // What one types, the same in every language.
  'slack/commands.ts': ['why ada@x.io'],
  'slack/views/invite-form.ts': ['ada@x.io, Bob Berg'],
};

type Node = { type: string; start: number } & Record<string, unknown>;
type Found = { file: string; text: string };

/** Every text of a source that could be said to somebody: two words or more, and no type, error, log line or SQL. */
function sentencesIn(file: string, source: string): Found[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Found[] = [];
  visit(program as unknown as Node, (text) => {
    if (/\p{L}{2,}[,:;]? \p{L}{2,}/u.test(text)) found.push({ file, text });
  });
  return found;
}

function visit(value: unknown, say: (text: string) => void): void {
  if (Array.isArray(value)) for (const each of value) visit(each, say);
  if (!isNode(value) || isForNobody(value)) return;
  if (value.type === 'Literal' && typeof value.value === 'string') say(value.value);
  if (value.type === 'TemplateLiteral') say(written(value));
  for (const each of Object.values(value)) if (typeof each === 'object') visit(each, say);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const written = ({ quasis }: Node): string =>
  (quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');

function isForNobody(node: Node): boolean {
  if (node.type === 'TSLiteralType' || node.type === 'TaggedTemplateExpression') return true;
  if (node.type === 'NewExpression') return /Error$/.test(nameOf(node.callee));
  return node.type === 'CallExpression' && logs.test(nameOf(node.callee));
}

function nameOf(callee: unknown): string {
  if (!isNode(callee)) return '';
  const { name } = (isNode(callee.property) ? callee.property : callee) as { name?: unknown };
  return typeof name === 'string' ? name : '';
}

test('a sentence is seen wherever it stands, unless nobody reads it', () => {
  const source = `
    const a: 'in a type' = read(\`No \${x} for you\`, { text: cond ? 'One thing' : "x" });
    log.info('for the log'); throw new ConfigError('for whoever starts it'); sql\`select a from b\`;`;
  expect(sentencesIn('a.ts', source).map(({ text }) => text)).toEqual(['No … for you', 'One thing']);
});

test('every sentence that people may see is in the catalogue', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !elsewhere.some(([path]) => path.test(file)));
  expect(files.length).toBeGreaterThan(150);
  const found = files.flatMap((file) => sentencesIn(file, readFileSync(`src/${file}`, 'utf8')));
  const known = ({ file, text }: Found) => noSentences[file]?.some((start) => text.includes(start)) ?? false;
  expect(found.filter((each) => !known(each))).toEqual([]);
  const gone = Object.entries(noSentences).flatMap(([file, texts]) =>
    texts.filter((start) => !found.some((each) => each.file === file && each.text.includes(start))),
  );
  expect(gone).toEqual([]);
});
