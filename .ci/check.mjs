// What one runs before each commit: all that reads the sources beside the quick tests, since none of them alone keeps
// two cores busy. Each tells when it has ended, and what it has to say if it is not content.
import { spawn } from 'node:child_process';

const lines = [['lint'], ['types', 'knip'], ['test:quick']];

/** Whether the script ended well. The tests are watched, the others are heard of afterwards. */
function run(script) {
  const began = Date.now();
  const watched = script === 'test:quick';
  const child = spawn('npm', ['run', '--silent', script], {
    shell: process.platform === 'win32',
    stdio: ['ignore', watched ? 'inherit' : 'pipe', watched ? 'inherit' : 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => (said += error));
    child.once('close', (code) => {
      const seconds = Math.round((Date.now() - began) / 1000);
      if (code !== 0) process.stdout.write(said);
      process.stdout.write(`${script}: ${code === 0 ? 'ok' : 'FAILED'}, ${seconds} s\n`);
      resolve(code === 0);
    });
  });
}

const ends = await Promise.all(
  lines.map(async (scripts) => {
    const well = [];
    for (const script of scripts) well.push(await run(script));
    return well.every(Boolean);
  }),
);
process.exitCode = ends.every(Boolean) ? 0 : 1;
