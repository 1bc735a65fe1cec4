/** Words of a program, such as `chat.postMessage` or `service token`: no address, id or token looks like this. */
const word = /^[a-z]+(?:[A-Z][a-z]+)*(?:[._][a-z]+(?:[A-Z][a-z]+)*\d?)*(?: [a-z]+)?$/;
const longest = 60;
/** More values than any label of ours has. */
const mostValues = 100;

/**
 * The value of a label, or `other` for whatever is no plain word, or comes when the label has as many values as it may:
 * a series once made stays, so none may grow with people, workspaces or time.
 */
export function bounded(): (label: string, value: string) => string {
  const known = new Map<string, Set<string>>();
  return (label, value) => {
    const values = known.get(label) ?? new Set();
    known.set(label, values);
    if (values.has(value)) return value;
    if (value.length > longest || !word.test(value) || values.size >= mostValues) return 'other';
    values.add(value);
    return value;
  };
}
