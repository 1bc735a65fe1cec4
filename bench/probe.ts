import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { answerParent } from './ask-and-answer.ts';

/** Loaded before a program under test, which it leaves as it is: tells the bench what the process has used. */
export type Usage = {
  /** Of user and system, since the start, ms. */
  cpuMs: number;
  rssMb: number;
  /** The most that was ever resident. */
  peakRssMb: number;
  heapUsedMb: number;
};

const mb = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    cpuMs: (user + system) / 1_000,
    rssMb: rss / mb,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    heapUsedMb: heapUsed / mb,
  };
}

answerParent({
  usage,
  /** What is left when all garbage is gone; the program stands still meanwhile. */
  collected() {
    collect();
    return usage();
  },
});
// The bench went away: nobody would stop this process any more.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
