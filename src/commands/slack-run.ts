/** What the Slack CLI starts on `slack run`: the app in Socket Mode, with the tokens that the CLI hands over. */
const { env } = process;
const { SLACK_CLI_XOXB: botToken, SLACK_CLI_XAPP: appToken } = env;
if (botToken) env.SLACK_BOT_TOKEN = botToken;
if (appToken) env.SLACK_APP_TOKEN = appToken;
// As manifest.json names it, which the CLI has just made an app of.
env.SLACK_COMMAND ||= '/roq-invite';

await import('../main.ts');
