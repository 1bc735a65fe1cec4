/** Who and what exists when the emulator starts. Ids look like Slack's: T…, U…, C…. */
export interface SlackSeed {
  teams: SeedTeam[];
  users: SeedUser[];
  channels: SeedChannel[];
}

export interface SeedTeam {
  id: string;
  name: string;
  domain: string;
  enterpriseId?: string;
}

export interface SeedUser {
  id: string;
  team: string;
  name: string;
  realName: string;
  email?: string;
  tz?: string;
  locale?: string;
  isBot?: boolean;
  deleted?: boolean;
  isRestricted?: boolean;
  isUltraRestricted?: boolean;
  isStranger?: boolean;
  isOwner?: boolean;
  isAdmin?: boolean;
}

export interface SeedChannel {
  id: string;
  team: string;
  name: string;
  private?: boolean;
  members: string[];
  /** The app's bot is a member. */
  botMember?: boolean;
  archived?: boolean;
  /** Only some may post: the app gets restricted_action. */
  restricted?: boolean;
  isExtShared?: boolean;
  connectedTeams?: string[];
}

export interface SeedInstallation {
  team: string;
  botToken: string;
  botUserId: string;
  scopes: string[];
}

export interface SeedCommand {
  command: string;
  description?: string;
  usageHint?: string;
  shouldEscape?: boolean;
}

export interface SeedShortcut {
  name: string;
  type: 'global' | 'message';
  callbackId: string;
}

export interface SeedParameter {
  name: string;
  /** `string`, `slack#/types/user_id`, … */
  type: string;
  title?: string;
  description?: string;
  required: boolean;
}

/** A step that the app brings to Workflow Builder: `functions` of its manifest. */
export interface SeedStep {
  callbackId: string;
  title: string;
  description: string;
  inputs: SeedParameter[];
  outputs: SeedParameter[];
}

/** What the app's settings pages would hold. */
export interface SlackAppRegistration {
  appId: string;
  name: string;
  botUserId: string;
  botToken: string;
  appToken?: string;
  signingSecret: string;
  clientId?: string;
  clientSecret?: string;
  requestUrl?: string;
  socketMode: boolean;
  commands: SeedCommand[];
  scopes: string[];
  shortcuts?: SeedShortcut[];
  steps?: SeedStep[];
  redirectUrls?: string[];
  /** Where the app is installed. Default: the first team, with botToken, botUserId and scopes. */
  installations?: SeedInstallation[];
  /** Bot events the app subscribed to. Default: all that the emulator knows and the scopes allow. */
  events?: string[];
  /** Tokens from OAuth live 12 h and come with a refresh token. */
  tokenRotation?: boolean;
  /** Whether the app has a Home tab. Default: true. */
  homeTab?: boolean;
  /** The Messages tab of the app's Home. Default: open. */
  messagesTab?: 'open' | 'read_only' | 'off';
}
