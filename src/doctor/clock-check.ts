import { bad, codeOf, type Finding, good, look } from './finding.ts';

/** Slack refuses nothing by our clock, but we refuse what it signed more than five minutes ago, s. */
const tooFar = 240;
const far = 30;
const timeoutMs = 10_000;

/** This machine's clock against the Date of an answer. */
export async function checkClock(whose: string, url: string): Promise<Finding> {
  try {
    const before = Date.now();
    const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return look(`${whose} tells no time`, 'Look at the clock of this machine yourself');
    const off = Math.round(Math.abs(theirs - (before + Date.now()) / 2) / 1_000);
    const todo = 'Switch time synchronisation on: timedatectl set-ntp true';
    if (off > tooFar) return bad(`The clock is ${off} s off ${whose}'s: requests of Slack would be refused`, todo);
    return off > far ? look(`The clock is ${off} s off ${whose}'s`, todo) : good(`The clock agrees with ${whose}'s`);
  } catch (error) {
    return look(
      `The clock could not be compared with ${whose}'s (${codeOf(error)})`,
      'See above why it does not answer',
    );
  }
}
