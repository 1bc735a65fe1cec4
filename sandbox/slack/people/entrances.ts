import { deliver } from '../delivery/deliver.ts';
import { sendEvent } from '../delivery/events.ts';
import { actionTs, interactionPart } from '../delivery/payloads.ts';
import { directChannel, installedIn, personOf } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import { newResponseUrl } from '../response-urls.ts';
import { richTextOf } from '../rich-message.ts';
import type { Interaction, People } from '../slack-emulator.ts';
import { newTrigger } from '../triggers.ts';
import { homeOf, viewShape } from '../views.ts';
import type { Installation, Message, World } from '../world.ts';
import { concluded, messagePart } from './interact.ts';
import { notify } from './notices.ts';
import { surfaceFor } from './surface.ts';

/** Home, shortcuts and the direct message: ways into the app that need no button. */
export function entrances(world: World): Pick<People, 'openHome' | 'shortcut' | 'directMessage'> {
  const installationOf = (user: string): Installation => {
    const installation = installedIn(world, personOf(world, user).team);
    if (!installation) throw new Error(`the app is not installed where ${user} is`);
    return installation;
  };
  return {
    directMessage: (user) => directChannel(world, installationOf(user), user).id,
    async openHome(user, tab = 'home') {
      if (tab === 'home' && world.app.homeTab === false) throw new Error('this app has no Home tab');
      const at = world.clock.now();
      const installation = installationOf(user);
      const home = homeOf(world, user, installation.team);
      const ack = await sendEvent(world, installation, 'app_home_opened', {
        type: 'app_home_opened',
        user,
        channel: directChannel(world, installation, user).id,
        tab,
        ...(home && tab === 'home' ? { view: viewShape(world, home) } : {}),
      });
      if (ack?.error) notify(world, user, 'Home', ack.error);
      return { ack, at, ...(ack?.error ? { error: ack.error } : {}) };
    },
    async shortcut(user, callbackId, place) {
      const type = place ? 'message' : 'global';
      const known = world.app.shortcuts?.some((one) => one.callbackId === callbackId && one.type === type);
      if (!known) throw new Error(`the app has no ${type} shortcut ${callbackId}`);
      const message = place && surfaceFor(world, user, place).message;
      return run(world, user, installationOf(user), callbackId, message);
    },
  };
}

/** What people type stands in rich text, too. */
const writtenMessage = ({ body }: Message): JsonObject =>
  body.blocks || body.bot_id ? body : { ...body, blocks: [richTextOf(body.text)] };

async function run(
  world: World,
  user: string,
  { team }: Installation,
  callbackId: string,
  message?: Message,
): Promise<Interaction> {
  const at = world.clock.now();
  const kind = message ? 'message_action' : 'shortcut';
  const trigger = { user, installTeam: team, channel: message?.channel };
  const { container: _container, ...shown } = message ? messagePart(world, message) : {};
  const about = message && { user, team, channel: message.channel, source: message };
  const ack = await deliver(world, {
    kind,
    name: callbackId,
    team,
    user,
    payload: {
      ...interactionPart(world, kind, user, team),
      callback_id: callbackId,
      action_ts: actionTs(world),
      trigger_id: newTrigger(world, trigger),
      ...(message ? { ...shown, message: writtenMessage(message), message_ts: message.body.ts } : {}),
      ...(about ? { response_url: newResponseUrl(world, 'actions', about) } : {}),
    },
  });
  return concluded(world, user, ack, at, `the shortcut ${callbackId}`);
}
