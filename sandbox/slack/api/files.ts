import { Refusal } from '../refusal.ts';
import { argument, type MethodTable } from './method.ts';

export const fileMethods: MethodTable = {
  'files.info': {
    token: 'bot',
    tier: 4,
    scopes: ['files:read'],
    required: ['file'],
    run({ world, installation, args }) {
      const file = world.files.get(argument(args, 'file'));
      if (!file || file.team !== installation.team) throw new Refusal('file_not_found');
      return { file: file.body, comments: [], response_metadata: { next_cursor: '' } };
    },
  },
};
