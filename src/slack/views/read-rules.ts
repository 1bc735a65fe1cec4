import { readDomain } from '../../invites/recipients.ts';
import type { Words } from '../../words/words.ts';
import type { PolicySettings } from '../../workspaces/rules.ts';
import { fieldChoices, fieldValue, type ViewValues } from '../requests.ts';
import { ruleBlocks } from './rules.ts';

export type RulesAnswer =
  | { kind: 'policy'; policy: PolicySettings }
  /** Slack's `errors`, by block id. */
  | { kind: 'errors'; errors: Record<string, string> };

const block = ruleBlocks;
const mostDomains = 200;
/** The highest that a number of the form may be. */
const most = { quota: 100_000, cap: 1_000_000, cooldown: 10_080, moreThan: 100_000, hours: 720 };

/** Reads the form of rules back, or says which field is wrong; that the roles are theirs to choose is not checked here. */
export function readRules({ rules, surfaces }: Words, values: ViewValues): RulesAnswer {
  const errors: Record<string, string> = {};
  const domains = (blockId: string): string[] => {
    const words = (fieldValue(values, blockId) ?? '').split(/[\s,;]+/).filter(Boolean);
    const bad = words.find((word) => readEntry(word) === undefined);
    if (bad !== undefined) errors[blockId] = rules.noDomain(bad.slice(0, 80));
    if (words.length > mostDomains) errors[blockId] = rules.tooManyDomains(mostDomains);
    return [...new Set(words.flatMap((word) => readEntry(word) ?? []))];
  };
  const whole = (blockId: string, from: number, to: number): number | undefined => {
    const text = (fieldValue(values, blockId) ?? '').trim();
    if (text === '') return undefined;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= from && value <= to) return value;
    errors[blockId] = rules.wholeNumber(from, to);
    return undefined;
  };
  const one = <T extends string>(blockId: string, options: readonly T[]): T | undefined => {
    const value = options.find((option) => option === fieldValue(values, blockId));
    if (value === undefined) errors[blockId] = surfaces.chooseOne;
    return value;
  };
  const policy: PolicySettings = {
    allowedDomains: domains(block.allowed),
    outside: one(block.outside, ['ask', 'refuse']) ?? 'ask',
    warnedDomains: domains(block.warned),
    deniedDomains: domains(block.denied),
    roleKeys: fieldChoices(values, block.roles),
    quotaPerDay: whole(block.quota, 0, most.quota) ?? 0,
    pendingCap: whole(block.cap, 0, most.cap) ?? 0,
    cooldownMinutes: whole(block.cooldown, 0, most.cooldown),
    approval: {
      roleKeys: fieldChoices(values, block.approvalRoles),
      moreThan: whole(block.moreThan, 0, most.moreThan) ?? 0,
      mayAsk: one(block.mayAsk, ['yes', 'no']) === 'yes',
      channelId: fieldValue(values, block.channel),
      hours: whole(block.hours, 1, most.hours) ?? 72,
    },
  };
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : { kind: 'policy', policy };
}

/** `*.` stays in front of what is then a domain like any other. */
function readEntry(word: string): string | undefined {
  const below = word.startsWith('*.');
  const domain = readDomain(below ? word.slice(2) : word.replace(/^@/, ''));
  return domain && `${below ? '*.' : ''}${domain}`;
}
