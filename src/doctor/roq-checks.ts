import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Roq } from '../roq/client.ts';
import { RoqError } from '../roq-error.ts';
import { bad, codeOf, type Finding, good, look } from './finding.ts';

const roqConsole = 'console.roq.tech > your project > the environment';

/** The credentials, what the service account may read, and the mail that carries a link code. */
export async function checkRoq(config: Config, roq: Roq, mailTo: string | undefined): Promise<Finding[]> {
  const access = await checkAccess(roq);
  if (access.state === 'bad') return [access];
  const { tenantId } = config.roq;
  const reads = [
    await allowed('read user invites', () => roq.invites.list({ tenantId: tenantId ?? randomUUID() }, { limit: 1 })),
    await allowed('read users', () => roq.directory.usersByEmail(['doctor@example.invalid'])),
    ...(tenantId ? [await checkTenant(roq, tenantId)] : []),
  ];
  return [access, ...reads, await checkMail(config, roq, mailTo)];
}

async function checkAccess(roq: Roq): Promise<Finding> {
  const where = `${roqConsole} > its credentials: copy URL, environment id and API key`;
  try {
    await roq.ping();
    return good('ROQ takes ROQ_ENVIRONMENT_ID and ROQ_API_KEY');
  } catch (error) {
    const { kind = 'contract', httpStatus = 503 } = error instanceof RoqError ? error.facts : {};
    if (kind === 'unauthorized') return bad(`ROQ refuses ROQ_ENVIRONMENT_ID and ROQ_API_KEY (${nameOf(error)})`, where);
    if (kind === 'unavailable' && httpStatus >= 429) {
      return bad(`ROQ does not answer (${nameOf(error)})`, 'Is ROQ_PLATFORM_URL right, and may this machine reach it?');
    }
    return bad(`What answers at ROQ_PLATFORM_URL is not ROQ (${nameOf(error)})`, where);
  }
}

async function allowed(act: string, ask: () => Promise<unknown>): Promise<Finding> {
  try {
    await ask();
    return good(`The service account may ${act}`);
  } catch (error) {
    const todo = `${roqConsole} > Access management: let the service account ${act} of every tenant`;
    return bad(`The service account could not ${act} (${nameOf(error)})`, todo);
  }
}

async function checkTenant(roq: Roq, tenantId: string): Promise<Finding> {
  try {
    return good(`ROQ_TENANT_ID is the tenant ${await roq.directory.tenantName(tenantId)}`);
  } catch (error) {
    return bad(`ROQ knows no tenant ROQ_TENANT_ID (${nameOf(error)})`, `${roqConsole} > its tenants: copy the id`);
  }
}

/** ROQ tells nobody which templates there are: only a mail shows it. */
async function checkMail(config: Config, roq: Roq, to: string | undefined): Promise<Finding> {
  const { linkMailTemplate: template } = config.roq;
  const make = `${roqConsole} > its mails: make the template ${template} with the variables code, minutes, firstName`;
  if (to === undefined) {
    const ask = 'run this again with --mail and your own address, and look into your mailbox';
    const needed = config.trustSlackEmail ? 'Only who links an account by hand needs it' : 'Everybody here needs it';
    return look(`The mail template ${template} was not tried. ${needed}`, ask);
  }
  try {
    const variables = { code: 'TEST-TEST', minutes: '10', firstName: 'Doctor' };
    await roq.sendMail({ to, template, locale: 'en-US', variables });
    return good(`ROQ took a mail with the template ${template}: it is on its way to you`);
  } catch (error) {
    return bad(`ROQ did not take a mail with the template ${template} (${nameOf(error)})`, make);
  }
}

const nameOf = (error: unknown): string =>
  error instanceof RoqError ? (error.facts.code ?? error.kind) : codeOf(error);
