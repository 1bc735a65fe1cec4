import type { ChildProcess } from 'node:child_process';

/** Questions between the bench and the processes it starts, over Node's own channel. */
type Question = { question: number; ask: string; args: unknown };
type Answer = { answer: number; value?: unknown; error?: string };
export type News = { news: string; value: unknown };

type Answers = Record<string, (args: never) => unknown>;

const known: Answers = {};
/** Asked before the program was far enough to know them. */
let early: Question[] = [];
let listening = false;

/** In a child: answers these questions from now on. */
export function answerParent(answers: Answers): void {
  Object.assign(known, answers);
  if (!listening) process.on('message', (question: Question) => answer(question));
  listening = true;
  const waiting = early;
  early = [];
  for (const question of waiting) answer(question);
}

function answer(question: Question): void {
  const run = known[question.ask];
  if (!run) return void early.push(question);
  const told = (rest: Omit<Answer, 'answer'>) => void process.send?.({ answer: question.question, ...rest });
  Promise.resolve()
    .then(() => run(question.args as never))
    .then(
      (value) => told({ value }),
      (error) => told({ error: String(error) }),
    );
}

/** In a child: tells the bench without being asked. */
export const tellParent = (news: string, value: unknown): void => void process.send?.({ news, value } satisfies News);

export type Asking = {
  ask<T>(what: string, args?: unknown): Promise<T>;
  onNews(hear: (news: News) => void): void;
};

/** In the bench: asks one child. Every question ends: with its answer, its error, the child's end, or after a minute. */
export function asking(child: ChildProcess): Asking {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners: ((news: News) => void)[] = [];
  let asked = 0;
  child.on('message', (message: Answer | News) => {
    if ('news' in message) {
      for (const hear of listeners) hear(message);
      return;
    }
    const question = waiting.get(message.answer);
    waiting.delete(message.answer);
    if (message.error === undefined) question?.resolve(message.value);
    else question?.reject(new Error(message.error));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the process ended before it answered'));
    waiting.clear();
  });
  return {
    onNews: (hear) => void listeners.push(hear),
    ask<T>(what: string, args?: unknown): Promise<T> {
      asked += 1;
      const question = asked;
      return new Promise<T>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no answer to ${what} within a minute`)), 60_000);
        waiting.set(question, {
          resolve(value) {
            clearTimeout(late);
            resolve(value as T);
          },
          reject(error) {
            clearTimeout(late);
            reject(error);
          },
        });
        child.send({ question, ask: what, args } satisfies Question);
      });
    },
  };
}
