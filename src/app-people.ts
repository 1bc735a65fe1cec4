import type { AlarmClock } from './clock.ts';
import type { Config } from './config.ts';
import { type Authority, authority } from './people/authority.ts';
import { type LinkEvent, type Linking, linking } from './people/link.ts';
import { linkLimits } from './people/link-codes.ts';
import type { SlackDirectory } from './people/person.ts';
import { type Recognizer, recognizer } from './people/recognize.ts';
import type { Roq } from './roq/client.ts';
import { slackDirectory } from './slack/directory.ts';
import type { Workspace } from './slack/workspace.ts';
import type { Store } from './store/store.ts';

type Parts = {
  config: Config;
  store: Store;
  roq: Roq;
  workspace: Workspace;
  clock: AlarmClock;
  failed: (what: string) => (error: unknown, where: object | string | undefined) => void;
};

/** The part of app.ts that answers: who is this, how do they prove it, and what may they do? */
export function wirePeople({ config, store, roq, workspace, clock, failed }: Parts): {
  directory: SlackDirectory;
  people: Recognizer;
  links: Linking;
  powers: Authority;
} {
  const directory = slackDirectory({ clientFor: workspace.client, clock });
  /** Who asks for an unknown account is of no tenant. */
  const noteLink = ({ tenantId = '', ...event }: LinkEvent) =>
    store.audit.append([{ ...event, tenantId, at: clock.now() }]);
  const people = recognizer({
    slack: directory,
    roq: roq.directory,
    people: store.people,
    clock,
    tenantId: config.roq.tenantId,
    trustEmail: config.trustSlackEmail,
    ended: ({ teamId, slackUserId, roqUserId, tenantId }, reason) =>
      noteLink({ teamId, slackUserId, roqUserId, tenantId, what: 'link.removed', reason }),
  });
  const links = linking({
    recognizer: people,
    roq: roq.directory,
    people: store.people,
    codes: store.linkCodes,
    mail: ({ email: to, firstName, locale = 'en-US' }, code) => {
      const minutes = String(linkLimits.lifeMs / 60_000);
      return roq.sendMail({
        to,
        locale,
        template: config.roq.linkMailTemplate,
        variables: { code, minutes, firstName },
      });
    },
    note: noteLink,
    onError: (error) => failed('a link code was not mailed')(error, undefined),
    clock,
    tenantId: config.roq.tenantId,
    trustEmail: config.trustSlackEmail,
  });
  const powers = authority({ roq: roq.directory, clock });
  return { directory, people, links, powers };
}
