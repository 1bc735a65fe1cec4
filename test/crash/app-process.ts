import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

let built: Promise<string> | undefined;
/** All of our programs, compiled once for each state of their sources: files run side by side. */
export const buildAll = (): Promise<string> => {
  built ??= compile();
  return built;
};

async function compile(): Promise<string> {
  const state = createHash('sha256');
  for (const file of await sourceFiles()) state.update(file).update(await readFile(file));
  const target = join('dist', `tested-${state.digest('hex').slice(0, 16)}`);
  if (existsSync(target)) return target;
  // The workers of one run have one parent: the first of them compiles.
  const fresh = `${target}-${process.ppid}`;
  await mkdir('dist', { recursive: true });
  const first = await mkdir(fresh).then(
    () => true,
    () => false,
  );
  if (!first) return untilThere(target, fresh);
  const run = (tool: string, args: string[]) =>
    promisify(execFile)(process.execPath, [join('node_modules', tool), ...args]);
  const into = ['--outDir', fresh, '--tsBuildInfoFile', join(fresh, '.tsbuildinfo')];
  try {
    await run('typescript/bin/tsc', ['-p', 'tsconfig.sandbox.json', ...into]);
    await run('rolldown/bin/cli.mjs', ['-c', '--dir', join(fresh, 'app')]);
    // Another run that was faster compiled the same.
    await rename(fresh, target).catch(() => {});
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return target;
}

async function untilThere(target: string, fresh: string): Promise<string> {
  while (!existsSync(target)) {
    if (!existsSync(fresh)) throw new Error('the app did not compile');
    await pause(100);
  }
  return target;
}

async function sourceFiles(): Promise<string[]> {
  const found = await Promise.all(['src', 'sandbox', 'bench'].map(sourcesIn));
  return ['tsconfig.json', 'rolldown.config.js', ...found.flat()].sort();
}

async function sourcesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

export type AppProcess = {
  /** Ends it without any warning. */
  kill9(): Promise<void>;
  /** Asks it to stop; its exit code. */
  terminate(): Promise<number | null>;
  freeze(): void;
  thaw(): void;
  alive(): boolean;
  /** What it has written to stderr. */
  errors(): string;
  /** Its last warnings and errors, as they were logged. */
  complaints(): string;
};

/** Starts the real app as a process of its own and waits until it listens. */
export async function startAppProcess(env: Record<string, string>): Promise<AppProcess> {
  const app = join(await buildAll(), 'app', 'main.js');
  const child = spawn(process.execPath, [app], {
    env: { ...process.env, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  const complaints: string[] = [];
  await started(child, complaints);
  const alive = () => child.exitCode === null && child.signalCode === null;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (alive()) child.kill(signal);
    await exited;
    return child.exitCode;
  };
  return {
    alive,
    errors: () => errors,
    complaints: () => complaints.slice(-30).join('\n'),
    kill9: async () => void (await end('SIGKILL')),
    terminate: () => end('SIGTERM'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

function started(child: ChildProcess, complaints: string[]): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk) => said.push(String(chunk)));
    child.once('exit', (code) => reject(new Error(`the app ended with ${code} before it started:\n${said.join('')}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (said.length < 200) said.push(line);
      if (/"level":"(warn|error|fatal)"/.test(line)) complaints.push(line);
      if (line.includes('"msg":"started"')) resolve();
    });
  });
}

/** Below those that systems give by themselves: between this look and the start of the app, nobody is given it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer().listen(port, '127.0.0.1');
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!free) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
