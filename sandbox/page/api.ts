/** Reads from the page's API; throws Error with what the server said. */
export async function read<T>(name: string, query: Record<string, string> = {}): Promise<T> {
  const search = new URLSearchParams(query).toString();
  return answerOf<T>(await fetch(`/api/${name}${search ? `?${search}` : ''}`));
}

/** Asks the page's API to do something. */
export const order = <T>(name: string, body: object): Promise<T> => post<T>(`/api/${name}`, body);

/** Lets a person act in Slack: the names and arguments of the emulator's People. */
export const act = <T = Outcome>(deed: string, body: object): Promise<T> => post<T>(`/sandbox/${deed}`, body);

/** What Slack makes of a deed, as far as the page shows it. */
export interface Outcome {
  error?: string;
  errors?: Record<string, string>;
}

async function post<T>(path: string, body: object): Promise<T> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return answerOf<T>(await fetch(path, init));
}

async function answerOf<T>(response: Response): Promise<T> {
  const body = await response.json();
  if (!response.ok)
    throw new Error(typeof body?.error === 'string' ? body.error : `The sandbox answered ${response.status}`);
  return body;
}
