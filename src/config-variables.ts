/** When a variable must be set: `oauth` = many workspaces, `single` = one workspace, `http` = without Socket Mode. */
export type Required = 'always' | 'http' | 'single' | 'oauth' | 'never';

export type Variable = {
  name: string;
  required: Required;
  what: string;
  /** Where to get it, or what holds when it is absent. */
  how: string;
};

const slackApp = 'api.slack.com/apps > your app';
const roqConsole = 'console.roq.tech > your project > the environment';

/** Every environment variable the app reads, in the order in which people are told of them. */
export const variables = [
  {
    name: 'SLACK_BOT_TOKEN',
    required: 'single',
    what: "The bot's token for one workspace; starts with xoxb-.",
    how: `${slackApp} > OAuth & Permissions > Bot User OAuth Token.`,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    required: 'http',
    what: 'Proves that a request comes from Slack.',
    how: `${slackApp} > Basic Information > App Credentials > Signing Secret.`,
  },
  {
    name: 'SLACK_APP_TOKEN',
    required: 'never',
    what: 'Turns Socket Mode on (no public address needed); starts with xapp-.',
    how: `${slackApp} > Basic Information > App-Level Tokens > Generate, with the scope connections:write.`,
  },
  {
    name: 'SLACK_CLIENT_ID',
    required: 'oauth',
    what: 'Any of the three OAuth variables set = installs in many workspaces, instead of SLACK_BOT_TOKEN.',
    how: `${slackApp} > Basic Information > App Credentials > Client ID.`,
  },
  {
    name: 'SLACK_CLIENT_SECRET',
    required: 'oauth',
    what: 'Goes with SLACK_CLIENT_ID.',
    how: `${slackApp} > Basic Information > App Credentials > Client Secret.`,
  },
  {
    name: 'SLACK_STATE_SECRET',
    required: 'oauth',
    what: 'Signs the state of an install under way; the same in every replica.',
    how: 'Make one: openssl rand -hex 32',
  },
  {
    name: 'SLACK_API_URL',
    required: 'never',
    what: "Slack's Web API.",
    how: 'Default https://slack.com/api/; set it only for tests.',
  },
  {
    name: 'SLACK_COMMAND',
    required: 'never',
    what: 'The slash command as the Slack app names it.',
    how: "Default /invite; choose another, such as /roq-invite, where Slack's own wins the name.",
  },
  {
    name: 'TRUST_SLACK_EMAIL',
    required: 'never',
    what: 'true: the e-mail address in Slack says who somebody is in ROQ; false: a code mailed by ROQ proves it once.',
    how: 'Default true for one workspace, false for many (OAuth), where anybody can put any address into a workspace of theirs.',
  },
  {
    name: 'ROQ_PLATFORM_URL',
    required: 'always',
    what: "The address of your environment's ROQ platform.",
    how: `${roqConsole} > its credentials.`,
  },
  { name: 'ROQ_ENVIRONMENT_ID', required: 'always', what: 'The environment.', how: `${roqConsole} > its credentials.` },
  {
    name: 'ROQ_API_KEY',
    required: 'always',
    what: "The environment's secret key.",
    how: `${roqConsole} > its credentials.`,
  },
  {
    name: 'ROQ_WEBHOOK_KEY',
    required: 'never',
    what: 'The secret that ROQ sends with every webhook; without it webhooks are refused.',
    how: `${roqConsole} > Developer Tools > Webhooks.`,
  },
  {
    name: 'ROQ_TENANT_ID',
    required: 'never',
    what: 'Only people of this tenant are recognised.',
    how: 'The id of the tenant in ROQ; absent = every tenant of the environment.',
  },
  {
    name: 'ROQ_LINK_MAIL_TEMPLATE',
    required: 'never',
    what: 'The mail template for the code that links an account; its variables: code, minutes, firstName.',
    how: `Default SLACK_LINK_CODE; make the template under that key: ${roqConsole} > its mails.`,
  },
  {
    name: 'DATABASE_URL',
    required: 'never',
    what: 'A PostgreSQL database: postgres://user:password@host/database.',
    how: 'Absent = an embedded database in DATA_DIR, good for one process.',
  },
  { name: 'DATA_DIR', required: 'never', what: "The embedded database's folder.", how: 'Default ./data.' },
  {
    name: 'ENCRYPTION_KEY',
    required: 'oauth',
    what: 'Seals stored Slack tokens: 32 bytes, base64 or hex; several with commas, the first one seals.',
    how: 'Make one: openssl rand -base64 32',
  },
  {
    name: 'HOST',
    required: 'never',
    what: 'The address to listen on.',
    how: 'Default 127.0.0.1; set 0.0.0.0 in a container.',
  },
  { name: 'PORT', required: 'never', what: 'The port to listen on.', how: 'Default 3000.' },
  {
    name: 'PUBLIC_URL',
    required: 'never',
    what: 'Where people reach this app with a browser, such as https://invites.acme.com.',
    how: 'Absent = exports of the audit log come by direct message, up to 1000 entries.',
  },
  {
    name: 'LOG_LEVEL',
    required: 'never',
    what: 'How much is logged.',
    how: 'Default info; one of fatal, error, warn, info, debug, trace, silent.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    required: 'never',
    what: 'Where OpenTelemetry traces go, by OTLP over HTTP, such as http://localhost:4318.',
    how: 'Absent = no traces. The other standard OTEL_ variables count too: sampler, headers, service name, resource.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    required: 'never',
    what: 'The same with its whole path, where traces have an address of their own.',
    how: 'Absent = OTEL_EXPORTER_OTLP_ENDPOINT with /v1/traces.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_PROTOCOL',
    required: 'never',
    what: 'How traces are written.',
    how: 'Default http/protobuf; no other is spoken.',
  },
  {
    name: 'OTEL_TRACES_EXPORTER',
    required: 'never',
    what: 'none switches traces off although an endpoint is set.',
    how: 'Default otlp.',
  },
  {
    name: 'OTEL_SDK_DISABLED',
    required: 'never',
    what: 'true switches traces off although an endpoint is set.',
    how: 'Default false.',
  },
  {
    name: 'RESEND_COOLDOWN_MINUTES',
    required: 'never',
    what: 'The least time between two mails to one address.',
    how: 'Default 10; 0 = none.',
  },
  { name: 'ROQ_BATCH_SIZE', required: 'never', what: 'Addresses in one call to ROQ.', how: 'Default 10.' },
  { name: 'ROQ_MAX_IN_FLIGHT', required: 'never', what: 'Sends to ROQ at once, per process.', how: 'Default 3.' },
  { name: 'ROQ_TOKEN_TIMEOUT_MS', required: 'never', what: 'How long to wait for a token.', how: 'Default 5000.' },
  { name: 'ROQ_QUERY_TIMEOUT_MS', required: 'never', what: 'How long to wait for a query.', how: 'Default 10000.' },
  { name: 'ROQ_MUTATION_TIMEOUT_MS', required: 'never', what: 'How long to wait for a change.', how: 'Default 25000.' },
  {
    name: 'DRAIN_SECONDS',
    required: 'never',
    what: 'How long a stop waits for work under way.',
    how: 'Default 20; keep it under the grace period of whatever stops the process.',
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof variables)[number]['name'];
