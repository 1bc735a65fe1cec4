/** Where in Slack something was typed or is shown. */
export type Place = { channelId: string; kind: 'public' | 'private' | 'direct' };
