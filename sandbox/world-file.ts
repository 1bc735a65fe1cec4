import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { SlackAppRegistration } from './slack/registration.ts';
import type { SandboxWorld } from './world.ts';
import { type WorldDescription, worldDescription } from './world-description.ts';
import { appOf, worldOf } from './world-from-file.ts';
import { danglingIn, type Fault } from './world-references.ts';

export interface DescribedWorld {
  world: SandboxWorld;
  /** Only where the file describes an app: for a Slack alone. */
  app?: SlackAppRegistration;
}

/** Every fault of the file, each with its line. */
export class WorldFileError extends Error {}

/** Reads who and what there is from a YAML or JSON file. @throws WorldFileError that names every fault */
export async function readWorldFile(path: string): Promise<DescribedWorld> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WorldFileError(`${path} cannot be read (${error.code ?? error.message}).`);
  });
  return describedWorld(text, path);
}

/** The same, of a text. @throws WorldFileError */
export function describedWorld(text: string, called: string): DescribedWorld {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw asError(
      called,
      document.errors.map(({ message }) => message.split('\n')[0] ?? message),
    );
  }
  const raw: unknown = document.toJS() ?? {};
  const parsed = worldDescription.safeParse(raw);
  const shape: Fault[] = (parsed.error?.issues ?? []).flatMap(flat);
  const faults = [...shape, ...danglingIn(raw)];
  if (!parsed.success || faults.length > 0) {
    const lineOf = (path: Fault['path']): number => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
        if (Array.isArray(range)) return lines.linePos(Number(range[0])).line;
      }
      return 1;
    };
    const placed = faults.map((fault) => ({ ...fault, line: lineOf(fault.path) })).sort((a, b) => a.line - b.line);
    throw asError(
      called,
      placed.map(({ path, says, line }) => `line ${line}: ${path.join('.') || 'the file'}: ${says}`),
    );
  }
  return ended(parsed.data);
}

const ended = (description: WorldDescription): DescribedWorld => {
  const app = appOf(description);
  return { world: worldOf(description), ...(app ? { app } : {}) };
};

/** An issue of zod, or one for each key it does not know. */
function flat(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code !== 'unrecognized_keys') return [{ path, says: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], says: 'nobody knows this key' }));
}

function asError(called: string, faults: string[]): WorldFileError {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  return new WorldFileError([`${called} has ${count}:`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
}
