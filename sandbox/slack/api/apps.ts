import { isObject, objectsOf } from '../json.ts';
import { Refusal, withMessages } from '../refusal.ts';
import { inSlackWords } from '../rules/complaints.ts';
import { blockComplaints } from '../rules/message.ts';
import { viewComplaints } from '../rules/view.ts';
import { uninstall } from '../uninstall.ts';
import { argument, type MethodTable } from './method.ts';

/** Methods about the app itself, and the public validator of blocks. */
export function appMethods(ticketUrl: () => string): MethodTable {
  return {
    'apps.connections.open': { token: 'app', tier: 1, run: () => ({ url: ticketUrl() }) },
    'apps.uninstall': {
      token: 'bot',
      tier: 1,
      required: ['client_id', 'client_secret'],
      run({ world, installation, args }) {
        if (argument(args, 'client_id') !== world.app.clientId) throw new Refusal('invalid_client_id');
        if (argument(args, 'client_secret') !== world.app.clientSecret) throw new Refusal('bad_client_secret');
        void uninstall(world, installation.team);
        return {};
      },
    },
    'blocks.validate': {
      token: 'none',
      tier: 4,
      run({ args }) {
        const { blocks, view, message } = args;
        const found =
          view !== undefined ? viewComplaints(view, ['modal', 'home']) : blockComplaints(blocksOf(blocks, message));
        if (found.length > 0) throw withMessages('invalid_blocks', found.map(inSlackWords));
        return {};
      },
    },
  };
}

const blocksOf = (blocks: unknown, message: unknown) =>
  blocks ?? (isObject(message) ? objectsOf(message.blocks) : undefined);
