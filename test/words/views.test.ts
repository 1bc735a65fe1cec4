import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { placedElements } from '../../sandbox/slack/block-kit.ts';
import { isObject, type JsonObject, objectsOf, textOf } from '../../sandbox/slack/json.ts';
import { inSlackWords } from '../../sandbox/slack/rules/complaints.ts';
import { messageFault } from '../../sandbox/slack/rules/message.ts';
import { isTooLarge, viewComplaints } from '../../sandbox/slack/rules/view.ts';
import { type Words, wordsFor } from '../../src/words/words.ts';
import { type Drawing, everyView } from './every-view.ts';
import { marked, outsideOfMarks } from './marked-words.ts';
import { filled } from './placeholders.ts';

const drawn = { en: everyView(wordsFor('en')), de: everyView(wordsFor('de')) };
const languages = ['en', 'de'] as const;

const blocksOf = (drawing: Drawing): JsonObject[] =>
  objectsOf('view' in drawing ? drawing.view.blocks : drawing.message.blocks);
const wholeOf = (drawing: Drawing): unknown => ('view' in drawing ? drawing.view : drawing.message);

/** Every text of a drawing that people see or hear; not what they typed, and no names of zones and languages. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isObject(value) || isName(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'option_groups') return [];
    if (typeof inner === 'string') return ['text', 'accessibility_label', 'alt_text'].includes(key) ? [inner] : [];
    return textsIn(inner);
  });
}
/** An option for a language or a time zone: Intl names it. */
const isName = ({ value }: JsonObject): boolean => /^[a-z]{2}-[A-Z]{2}$|^\w+\/\w+$|^UTC$/.test(textOf(value));

test('every view and message of the product is drawn here', () => {
  const folder = 'src/slack/views';
  const draw = readdirSync(folder).flatMap((file) => drawers(file, readFileSync(`${folder}/${file}`, 'utf8')));
  expect(draw.length).toBeGreaterThan(35);
  const shown = new Set(drawn.en.map(({ of }) => of));
  expect(draw.filter((name) => !shown.has(name) && name !== 'homeView')).toEqual([]);
});

/** The exported functions of a source that return a whole view or message. */
function drawers(file: string, source: string): string[] {
  const found: string[] = [];
  const look = (name: unknown, fn: { returnType?: { start: number; end: number } | null } | undefined) => {
    const type = fn?.returnType ? source.slice(fn.returnType.start, fn.returnType.end) : '';
    if (/^:\s*(ModalView|HomeView|Message)\b/.test(type)) found.push(String(name));
  };
  for (const statement of parseSync(file, source).program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const { declaration } = statement;
    if (declaration?.type === 'FunctionDeclaration') look(declaration.id?.name, declaration as never);
    if (declaration?.type === 'VariableDeclaration')
      for (const { id, init } of declaration.declarations)
        if (init?.type === 'ArrowFunctionExpression' && id.type === 'Identifier') look(id.name, init as never);
  }
  return found;
}

describe.each(languages)('in %s', (language) => {
  const drawings = drawn[language];
  const faults = (find: (drawing: Drawing) => string[]): string[] => [
    ...new Set(drawings.flatMap((drawing) => find(drawing).map((fault) => `${drawing.of}: ${fault}`))),
  ];

  test('each keeps Slack’s limits', () => {
    expect(
      faults((drawing) => {
        if ('message' in drawing) return messageFault({ ...drawing.message })?.complaints ?? [];
        const large = isTooLarge(drawing.view) ? ['too large'] : [];
        return [...large, ...viewComplaints(plainJson(drawing.view), ['modal', 'home']).map(inSlackWords)];
      }),
    ).toEqual([]);
  });

  test('each message has a text that says whom and what it is about, for whoever hears it', () => {
    expect(
      faults((drawing) => {
        if (!('message' in drawing)) return [];
        const { text, blocks } = drawing.message;
        const shown = textsIn(blocks.find(({ type }) => type === 'section')).join(' ');
        const names = shown.replace(/<[^>]*>/g, '').match(/\p{Script=Greek}{5,}/gu) ?? [];
        return names.filter((name) => !text.includes(name)).map((name) => `“${text}” lacks ${name}`);
      }),
    ).toEqual([]);
  });

  test('each button says by itself what it does, and no two say the same', () => {
    expect(
      faults((drawing) => {
        const buttons = placedElements(blocksOf(drawing)).filter(({ type }) => type === 'button');
        const said = buttons.map(({ element }) => spokenLabel(element));
        const short = said.filter((label) => !/\p{L}\S* \S*\p{L}/u.test(label));
        const twice = said.filter((label, n) => said.indexOf(label) !== n && label.length < 70);
        return [...short.map((label) => `“${label}”`), ...twice.map((label) => `twice “${label}”`)];
      }),
    ).toEqual([]);
  });

  test('each button is called what stands on it, so that a voice can press it', () => {
    expect(
      faults((drawing) =>
        placedElements(blocksOf(drawing)).flatMap(({ element }) => {
          const [label, said] = [labelOf(element), textOf(element.accessibility_label)];
          // Slack cuts what it reads aloud after 75 characters.
          return said === '' || said.endsWith('…') || bare(said).includes(bare(label)) ? [] : [`${label}: ${said}`];
        }),
      ),
    ).toEqual([]);
  });

  test('nothing is told by an emoji alone', () => {
    expect(
      faults((drawing) =>
        textsIn(wholeOf(drawing)).filter((text) => !/[\p{L}\p{N}]/u.test(text.replace(/:\w+:/g, ''))),
      ),
    ).toEqual([]);
  });

  test('nothing of the other language is said', () => {
    const other = language === 'en' ? 'de' : 'en';
    const ours = fragmentsOf(wordsFor(language));
    const theirs = [...fragmentsOf(wordsFor(other))].filter((fragment) => !ours.has(fragment));
    expect(theirs.length).toBeGreaterThan(400);
    expect(
      faults((drawing) => {
        const said = textsIn(wholeOf(drawing)).join('\n');
        return theirs.filter((fragment) => said.includes(fragment));
      }),
    ).toEqual([]);
  });
});

test('every word that is drawn comes from the catalogue', () => {
  const outside = everyView(marked(wordsFor('en'))).flatMap((drawing) =>
    textsIn(wholeOf(drawing))
      .map((text) => outsideOfMarks(text).replace(exampleOfAddresses, ''))
      .filter((rest) => /[A-Za-z]{2}/.test(rest))
      .map((rest) => `${drawing.of}: ${rest}`),
  );
  expect([...new Set(outside)]).toEqual([]);
});

/** What the form shows in an empty field. */
const exampleOfAddresses = 'ada@x.io, Bob Berg ';

const labelOf = ({ text }: JsonObject): string => (isObject(text) ? textOf(text.text) : '');
const spokenLabel = (element: JsonObject): string => textOf(element.accessibility_label) || labelOf(element);
const bare = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
/** As it is sent: what is undefined is not there. */
const plainJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The parts of a catalogue's sentences that stand between what they are filled with, where they are long enough. */
function fragmentsOf(words: Words): Set<string> {
  const fragments = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') add(value);
    else if (typeof value === 'function') add(String(value(...filled(value as () => string).values)));
    else if (isObject(value)) for (const [key, inner] of Object.entries(value)) if (key !== 'say') look(inner);
  };
  const add = (sentence: string) => {
    for (const part of sentence.split(/«[^»]*»|\d[\d.,]*/))
      if (/\p{L}+ \p{L}+ \p{L}+/u.test(part)) fragments.add(part.trim());
  };
  look(words);
  return fragments;
}
