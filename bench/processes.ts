import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Asking, asking } from './ask-and-answer.ts';
import type { Usage } from './probe.ts';

/** A program in a process of its own. */
export interface Running extends Asking {
  usage(): Promise<Usage>;
  /** The same after its garbage was collected. */
  collected(): Promise<Usage>;
  /** The lines of its log that tell of something wrong. */
  complaints(): string[];
  /** SIGTERM, and after ten seconds SIGKILL. */
  stop(): Promise<void>;
}

/** A program that listens, as the app and the baselines do. */
export type Listening = Running & {
  name: string;
  url: string;
  /** From the start of the process to the first good answer of /readyz, ms. */
  startMs: number;
};

export type Program = { name: string; file: string; env: Record<string, string> };

/** Where to keep logs and profiles; `profile` names the programs that are run with --cpu-prof. */
export type Workshop = { folder: string; profile: string | undefined; running: Set<Running> };

const compiled = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** `file`: of what is compiled, from this folder. */
export function run(workshop: Workshop, { name, file, env }: Program): Running {
  const log = join(workshop.folder, `${name}-${started()}.log`);
  const out = openSync(log, 'w');
  const profiled = workshop.profile !== undefined && name === workshop.profile;
  const profiles = join(process.cwd(), 'bench', 'profiles');
  if (profiled) mkdirSync(profiles, { recursive: true });
  const child = fork(compiled(file), [], {
    execArgv: [
      ...(profiled
        ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`]
        : []),
      '--import',
      new URL('probe.js', import.meta.url).href,
    ],
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', out, out, 'ipc'],
  });
  closeSync(out);
  const exited = once(child, 'exit');
  const asks = asking(child);
  const running: Running = {
    ...asks,
    usage: () => asks.ask<Usage>('usage'),
    collected: () => asks.ask<Usage>('collected'),
    complaints: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => /"level":"(warn|error|fatal)"|\[(WARN|ERROR)\]|^\s*at /.test(line)),
    stop: () => stop(child, exited).finally(() => workshop.running.delete(running)),
  };
  workshop.running.add(running);
  return running;
}

let count = 0;
function started(): number {
  count += 1;
  return count;
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(patience);
}

/** Runs a program that takes its port from PORT, and waits until it is ready. */
export async function listen(workshop: Workshop, program: Program): Promise<Listening> {
  const port = await freePort();
  const began = performance.now();
  const running = run(workshop, { ...program, env: { HOST: '127.0.0.1', ...program.env, PORT: String(port) } });
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(`${url}/readyz`, began + 30_000);
  } catch (error) {
    await running.stop();
    throw new Error(`${program.name} did not start:\n${running.complaints().join('\n')}`, { cause: error });
  }
  return { ...running, name: program.name, url, startMs: performance.now() - began };
}

async function ready(url: string, until: number): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    if (performance.now() > until) throw new Error(`${url} answers ${answer?.status ?? 'nothing'}`);
    await pause(5);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port is free');
  return address.port;
}
