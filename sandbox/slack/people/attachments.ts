import { z } from 'zod';
import type { PlacedElement } from '../block-kit.ts';
import { deliver } from '../delivery/deliver.ts';
import { interactionPart } from '../delivery/payloads.ts';
import { personOf } from '../directory.ts';
import { largestUpload, storeFile } from '../files.ts';
import { currentValue, inputKey, optionsOf, stateValue } from '../input-state.ts';
import { isObject, type JsonObject, objectsOf, stringsOf } from '../json.ts';
import { complaintsOf, inSlackWords } from '../rules/complaints.ts';
import { menuOption, optionGroup } from '../rules/texts.ts';
import type { People } from '../slack-emulator.ts';
import { viewShape } from '../views.ts';
import type { World } from '../world.ts';
import { suggested } from './choice.ts';
import { concluded, messagePart } from './interact.ts';
import { elementFor, type Surface, surfaceFor } from './surface.ts';

/** What a form fetches from elsewhere: uploaded files, and options the app suggests. */
export function attachments(world: World): Pick<People, 'uploads' | 'suggestions'> {
  return {
    async uploads(user, viewId, blockId, upload) {
      const surface = surfaceFor(world, user, { viewId });
      const placed = elementFor(surface, { viewId, blockId });
      if (placed.type !== 'file_input') throw new Error(`${blockId} takes no files`);
      refuseUpload(placed.element, objectsOf(currentValue(surface.inputs, placed)).length, upload);
      const file = storeFile(world, personOf(world, user), upload);
      const files = [...objectsOf(currentValue(surface.inputs, placed)), file.body];
      surface.inputs.set(inputKey(placed), stateValue(placed.type, files));
      world.journal.changed('input');
      return file.body;
    },
    async suggestions(user, target, query) {
      const at = world.clock.now();
      const surface = surfaceFor(world, user, target);
      const placed = elementFor(surface, target);
      if (!placed.type.endsWith('external_select')) throw new Error(`${placed.actionId} asks the app for no options`);
      if (query.length < Number(placed.element.min_query_length ?? 3)) return { ack: null, at, options: [] };
      const payload = suggestionPayload(world, user, surface, placed, query);
      const { installTeam: team } = surface;
      const ack = await deliver(world, { kind: 'block_suggestion', name: placed.actionId, team, user, payload });
      const options = ack.error ? [] : offeredOptions(world, ack.body);
      suggested.set(placed.element, options);
      const outcome = concluded(world, user, { ...ack, body: undefined }, at, `the options of ${placed.actionId}`);
      return { ...outcome, ack, options };
    },
  };
}

function suggestionPayload(world: World, user: string, surface: Surface, placed: PlacedElement, query: string) {
  const { view, message, installTeam } = surface;
  return {
    ...interactionPart(world, 'block_suggestion', user, installTeam),
    ...(message ? messagePart(world, message) : {}),
    ...(view ? { container: { type: 'view', view_id: view.id }, view: viewShape(world, view) } : {}),
    block_id: placed.blockId,
    action_id: placed.actionId,
    value: query,
  };
}

const answer = z.union([
  z.strictObject({ options: z.array(menuOption).max(100) }),
  z.strictObject({ option_groups: z.array(optionGroup).max(100) }),
]);

function offeredOptions(world: World, body: unknown): JsonObject[] {
  const broken = complaintsOf(answer, body, []);
  if (broken.length === 0 && isObject(body)) return optionsOf(body);
  world.journal.violated('bad_ack_body', `block_suggestion: ${broken.map(inSlackWords).join('; ')}`);
  return [];
}

function refuseUpload(element: JsonObject, count: number, upload: { name: string; bytes: Uint8Array }): void {
  const extension = upload.name.split('.').at(-1)?.toLowerCase() ?? '';
  const types = stringsOf(element.filetypes);
  if (types.length > 0 && !types.includes(extension)) throw new Error(`only ${types.join(', ')} files are taken here`);
  if (upload.bytes.byteLength > largestUpload) throw new Error('a file may have at most 10 MB');
  if (count >= Number(element.max_files ?? 10)) throw new Error('no more files are taken here');
}
