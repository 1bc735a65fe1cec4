import type { Surface } from '../../sandbox/slack/rules/blocks.ts';
import { inSlackWords } from '../../sandbox/slack/rules/complaints.ts';
import { blockComplaints } from '../../sandbox/slack/rules/message.ts';
import { viewComplaints } from '../../sandbox/slack/rules/view.ts';

export const plain = (text: string) => ({ type: 'plain_text', text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const long = (length: number) => 'x'.repeat(length);
export const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
export const option = (i: number | string) => ({ text: plain(`o${i}`), value: `v${i}` });
export const options = (count: number) => times(count, option);
export const divider = { type: 'divider' };
export const section = (extra: object = {}) => ({ type: 'section', text: mrkdwn('hi'), ...extra });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const button = (extra: object = {}) => ({ type: 'button', text: plain('Go'), ...extra });
export const input = (element: object, extra: object = {}) => ({
  type: 'input',
  label: plain('Name'),
  element,
  ...extra,
});
export const text = (extra: object = {}) => ({ type: 'plain_text_input', ...extra });
export const select = (extra: object = {}) => ({ type: 'static_select', options: options(2), ...extra });
export const modal = (blocks: object[], extra: object = {}) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('S'),
  blocks,
  ...extra,
});

export function complaints(surface: Surface, blocks: object[]): string[] {
  const found =
    surface === 'message'
      ? blockComplaints(blocks)
      : viewComplaints(surface === 'modal' ? modal(blocks) : { type: 'home', blocks }, [surface]);
  return found.map(inSlackWords);
}
