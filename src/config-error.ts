import { type VariableName, variables } from './config-variables.ts';

/** What is wrong with the environment: every missing or bad variable, one line each. Never holds a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** `todo`: what it is, and where to get it. */
  readonly faults: readonly { name: VariableName; why: string; todo: string }[];
  constructor(faults: readonly { name: VariableName; why: string }[]) {
    const told = faults.map(({ name, why }) => ({ name, why, todo: todoFor(name) }));
    const lines = told.map(({ name, why, todo }) => `  ${name} ${why}. ${todo}`);
    super(['The app cannot start: its environment needs attention.', ...lines].join('\n'));
    this.faults = told;
  }
}

function todoFor(name: VariableName): string {
  const { what, how } = variables.find((variable) => variable.name === name) ?? { what: '', how: '' };
  return `${what} ${how}`;
}
