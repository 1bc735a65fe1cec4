import type { InputBlock, PlainTextOption } from '@slack/types';
import { inputActionId, limits, plain } from '../kit.ts';

export const choice = (value: string, label: string): PlainTextOption => ({ text: plain(label, limits.option), value });

/** A select of one of these options, in an input block of its own; Slack writes what stands in it while it is empty. */
export function selectInput(
  blockId: string,
  label: string,
  options: PlainTextOption[],
  chosen: string | undefined,
  dispatchAs?: string,
): InputBlock {
  const initial = options.find((option) => option.value === chosen);
  return {
    type: 'input',
    block_id: blockId,
    label: plain(label),
    ...(dispatchAs ? { dispatch_action: true } : {}),
    element: {
      type: 'static_select',
      action_id: dispatchAs ?? inputActionId,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}
