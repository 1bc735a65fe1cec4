-- The store that v0.1.0-pre (1624e8a) left behind. Made by: npm run release:record -- 1624e8a
create table migrations (
  name text not null,
  applied_at bigint not null,
  constraint migrations_pkey PRIMARY KEY (name));
create table links (
  team_id text not null,
  tenant_id text not null,
  slack_user_id text not null,
  roq_user_id text not null,
  proof text not null,
  linked_at bigint not null,
  checked_at bigint not null,
  constraint links_key PRIMARY KEY (team_id, slack_user_id));
CREATE INDEX links_roq ON links USING btree (team_id, roq_user_id);
create table drafts (
  id text not null,
  team_id text not null,
  slack_user_id text not null,
  tenant_id text,
  channel_id text,
  channel_kind text,
  content text not null,
  revision integer not null,
  state text not null,
  created_at bigint not null,
  constraint drafts_key PRIMARY KEY (id));
CREATE INDEX drafts_created ON drafts USING btree (created_at);
create table batches (
  id text not null,
  draft_id text not null,
  team_id text not null,
  tenant_id text not null,
  slack_user_id text not null,
  roq_user_id text not null,
  inviter_name text not null,
  tenant_name text not null,
  channel_id text,
  channel_kind text,
  view_id text,
  role_key text not null,
  role_name text not null,
  locale text,
  total integer not null,
  state text not null,
  served bigint not null,
  created_at bigint not null,
  finished_at bigint,
  requested_by text,
  constraint batches_key PRIMARY KEY (id));
CREATE UNIQUE INDEX batches_draft ON batches USING btree (draft_id);
CREATE INDEX batches_unfinished ON batches USING btree (tenant_id) WHERE (finished_at IS NULL);
CREATE INDEX batches_recent ON batches USING btree (tenant_id, created_at);
create table turns (
  tenant_id text not null,
  served bigint not null,
  constraint turns_key PRIMARY KEY (tenant_id));
CREATE INDEX turns_served ON turns USING btree (served);
create table recipients (
  batch_id text not null,
  position integer not null,
  tenant_id text not null,
  email text not null,
  first_name text not null,
  last_name text not null,
  locale text,
  role_key text not null,
  state text not null,
  work text not null,
  called integer not null,
  known_ids text,
  checks integer not null,
  repeats integer not null,
  tries integer not null,
  first_tried_at bigint,
  refusal text,
  code text,
  invite_id text,
  status text,
  status_at bigint,
  owner text,
  fence integer not null,
  due_at bigint,
  accepted_at bigint,
  member integer not null default 0,
  constraint recipients_email UNIQUE (batch_id, email),
  constraint recipients_key PRIMARY KEY (batch_id, "position"),
  constraint recipients_batch FOREIGN KEY (batch_id) REFERENCES batches(id));
CREATE INDEX recipients_work ON recipients USING btree (batch_id, work, due_at, "position") WHERE (due_at IS NOT NULL);
CREATE INDEX recipients_counts ON recipients USING btree (batch_id, state, status);
CREATE INDEX recipients_due ON recipients USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX recipients_owner ON recipients USING btree (owner) WHERE (owner IS NOT NULL);
CREATE INDEX recipients_invite ON recipients USING btree (tenant_id, invite_id) WHERE (invite_id IS NOT NULL);
CREATE INDEX recipients_pending ON recipients USING btree (tenant_id, status_at) WHERE ((state = 'sent'::text) AND (status = 'pending'::text));
CREATE INDEX recipients_unmet ON recipients USING btree (tenant_id, email) WHERE ((status = 'accepted'::text) AND (member = 0) AND (accepted_at IS NOT NULL));
CREATE INDEX recipients_accepted ON recipients USING btree (tenant_id, accepted_at) WHERE (accepted_at IS NOT NULL);
CREATE INDEX recipients_invite_id ON recipients USING btree (invite_id) WHERE (invite_id IS NOT NULL);
create table acts (
  id text not null,
  kind text not null,
  team_id text not null,
  tenant_id text not null,
  slack_user_id text not null,
  roq_user_id text not null,
  invite_id text not null,
  email text not null,
  actor_name text not null,
  before text not null,
  state text not null,
  reason text,
  checks integer not null,
  created_at bigint not null,
  finished_at bigint,
  owner text,
  fence integer not null,
  due_at bigint,
  request_id text,
  source text,
  constraint acts_key PRIMARY KEY (id));
CREATE UNIQUE INDEX acts_one_per_invite ON acts USING btree (tenant_id, invite_id) WHERE (finished_at IS NULL);
CREATE UNIQUE INDEX acts_one_mail ON acts USING btree (tenant_id, email) WHERE ((finished_at IS NULL) AND (kind = 'resend'::text));
CREATE INDEX acts_invite ON acts USING btree (tenant_id, invite_id, finished_at);
CREATE INDEX acts_due ON acts USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX acts_owner ON acts USING btree (owner) WHERE (owner IS NOT NULL);
create table mailings (
  tenant_id text not null,
  email text not null,
  mailed_at bigint not null,
  constraint mailings_key PRIMARY KEY (tenant_id, email));
create table posts (
  id text not null,
  key text not null,
  kind text not null,
  subject text not null,
  team_id text not null,
  tenant_id text not null,
  slack_user_id text,
  channel_id text,
  channel_kind text,
  lane text not null,
  ts text,
  moved_because text,
  state text not null,
  wanted integer not null,
  drawn integer not null,
  tries integer not null,
  reason text,
  created_at bigint not null,
  expires_at bigint,
  owner text,
  fence integer not null,
  due_at bigint,
  constraint posts_key PRIMARY KEY (id));
CREATE UNIQUE INDEX posts_once ON posts USING btree (key);
CREATE INDEX posts_subject ON posts USING btree (kind, subject);
CREATE INDEX posts_message ON posts USING btree (team_id, channel_id, ts) WHERE (ts IS NOT NULL);
CREATE INDEX posts_due ON posts USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX posts_lane ON posts USING btree (team_id, lane) WHERE (owner IS NOT NULL);
CREATE INDEX posts_owner ON posts USING btree (owner) WHERE (owner IS NOT NULL);
CREATE INDEX posts_team ON posts USING btree (team_id);
CREATE INDEX posts_digests ON posts USING btree (tenant_id, created_at) WHERE (kind = 'digest'::text);
create table paces (
  team_id text not null,
  key text not null,
  until bigint not null,
  constraint paces_key PRIMARY KEY (team_id, key));
create table settings (
  team_id text not null,
  tenant_id text not null,
  settings text not null,
  digest_on integer not null,
  revision integer not null,
  updated_by text not null,
  updated_at bigint not null,
  constraint settings_key PRIMARY KEY (team_id, tenant_id));
CREATE INDEX settings_digest ON settings USING btree (digest_on, team_id, tenant_id);
create table digest_runs (
  team_id text not null,
  tenant_id text not null,
  name text not null,
  local_day text not null,
  started_at bigint not null,
  constraint digest_runs_key PRIMARY KEY (team_id, tenant_id, name, local_day));
create table audit_entries (
  id text not null,
  seq bigint not null,
  at bigint not null,
  team_id text not null,
  tenant_id text not null,
  slack_user_id text,
  roq_user_id text,
  what text not null,
  invite_id text,
  email text,
  before text,
  after text,
  reason text,
  request_id text,
  source text,
  constraint audit_entries_key PRIMARY KEY (id));
CREATE INDEX audit_email ON audit_entries USING btree (tenant_id, email, at);
CREATE INDEX audit_period ON audit_entries USING btree (team_id, tenant_id, at);
create table installations (
  id text not null,
  org_wide integer not null,
  name text not null,
  bot_id text not null,
  bot_user_id text not null,
  scopes text not null,
  installer_id text not null,
  sealed_tokens text not null,
  expires_at bigint,
  refreshing_until bigint,
  fence integer not null,
  since bigint not null,
  installed_at bigint not null,
  constraint installations_pkey PRIMARY KEY (id));
create table enterprise_teams (
  team_id text not null,
  enterprise_id text not null,
  constraint enterprise_teams_pkey PRIMARY KEY (team_id));
CREATE INDEX enterprise_teams_enterprise ON enterprise_teams USING btree (enterprise_id);
create table spent_states (
  hash text not null,
  spent_at bigint not null,
  constraint spent_states_pkey PRIMARY KEY (hash));
create table link_codes (
  id text not null,
  team_id text not null,
  slack_user_id text not null,
  roq_user_id text,
  tenant_id text,
  salt text not null,
  hash text not null,
  state text not null,
  tries integer not null,
  asked_at bigint not null,
  constraint link_codes_pkey PRIMARY KEY (id));
CREATE INDEX link_codes_asker ON link_codes USING btree (team_id, slack_user_id, asked_at);
CREATE INDEX link_codes_account ON link_codes USING btree (roq_user_id, asked_at);
CREATE INDEX link_codes_asked ON link_codes USING btree (asked_at);
create table link_pauses (
  key text not null,
  failures integer not null,
  since bigint not null,
  until bigint not null,
  constraint link_pauses_pkey PRIMARY KEY (key));
create table usages (
  tenant_id text not null,
  roq_user_id text not null,
  local_day text not null,
  used bigint not null,
  constraint usages_pkey PRIMARY KEY (tenant_id, roq_user_id));
create table approvals (
  id text not null,
  draft_id text not null,
  team_id text not null,
  tenant_id text not null,
  slack_user_id text not null,
  roq_user_id text not null,
  requester_name text not null,
  tenant_name text not null,
  channel_id text,
  channel_kind text,
  role_key text not null,
  role_name text not null,
  locale text,
  content text not null,
  hash text not null,
  reason text,
  state text not null,
  created_at bigint not null,
  expires_at bigint not null,
  due_at bigint,
  decided_at bigint,
  decision text,
  batch_id text,
  constraint approvals_pkey PRIMARY KEY (id));
CREATE UNIQUE INDEX approvals_draft ON approvals USING btree (draft_id);
CREATE INDEX approvals_due ON approvals USING btree (due_at) WHERE (due_at IS NOT NULL);
create table address_salts (
  tenant_id text not null,
  salt text not null,
  constraint address_salts_key PRIMARY KEY (tenant_id));
create table audit_downloads (
  token_hash text not null,
  team_id text not null,
  tenant_id text not null,
  slack_user_id text not null,
  roq_user_id text not null,
  from_at bigint not null,
  until_at bigint not null,
  expires_at bigint not null,
  constraint audit_downloads_key PRIMARY KEY (token_hash));
create table reconcile_turns (
  tenant_id text not null,
  quiet integer not null,
  read_at bigint,
  owner text,
  fence integer not null,
  due_at bigint,
  constraint reconcile_turns_pkey PRIMARY KEY (tenant_id));
CREATE INDEX reconcile_turns_due ON reconcile_turns USING btree (due_at);
create table webhook_arrivals (
  environment_id text not null,
  at bigint not null,
  invite_at bigint,
  constraint webhook_arrivals_pkey PRIMARY KEY (environment_id));
insert into migrations ("name", "applied_at") values ('0001_initial', '1791280800000');
insert into migrations ("name", "applied_at") values ('0002_installations', '1791280800000');
insert into migrations ("name", "applied_at") values ('0003_link_codes', '1791280800000');
insert into migrations ("name", "applied_at") values ('0004_approvals', '1791280800000');
insert into migrations ("name", "applied_at") values ('0005_audit_retention', '1791280800000');
insert into migrations ("name", "applied_at") values ('0006_reconcile', '1791280800000');
insert into links ("team_id", "tenant_id", "slack_user_id", "roq_user_id", "proof", "linked_at", "checked_at") values ('T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'email', '1791280800000', '1791281460000');
insert into drafts ("id", "team_id", "slack_user_id", "tenant_id", "channel_id", "channel_kind", "content", "revision", "state", "created_at") values ('f49f1a6f-be17-4a86-8d10-1b99688ad21a', 'T0ACME', 'U0ADA', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'C0GENERAL', 'public', '{"recipients":[{"email":"zoe@x.test","firstName":"","lastName":"","line":1},{"email":"yan@x.test","firstName":"Yan","lastName":"Yi","line":2}],"roleWord":"editor","roleKey":"editor","kinds":["ready","ready"]}', 3, 'sent', '1791280800000');
insert into drafts ("id", "team_id", "slack_user_id", "tenant_id", "channel_id", "channel_kind", "content", "revision", "state", "created_at") values ('0a82d6c9-19fa-4523-8246-d3303767f2b6', 'T0ACME', 'U0ADA', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'C0GENERAL', 'public', '{"recipients":[{"email":"queued@x.test","firstName":"","lastName":"","line":1}],"roleWord":"editor","roleKey":"editor","kinds":["ready"]}', 3, 'sent', '1791281460000');
insert into batches ("id", "draft_id", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "inviter_name", "tenant_name", "channel_id", "channel_kind", "view_id", "role_key", "role_name", "locale", "total", "state", "served", "created_at", "finished_at", "requested_by") values ('c889f6c8-c431-4987-be36-3b8f717edc78', 'f49f1a6f-be17-4a86-8d10-1b99688ad21a', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'Ada Owens', 'Acme', 'C0GENERAL', 'public', 'V00000004', 'editor', 'Editor', null, 2, 'done', '1', '1791280800000', '1791280800000', null);
insert into batches ("id", "draft_id", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "inviter_name", "tenant_name", "channel_id", "channel_kind", "view_id", "role_key", "role_name", "locale", "total", "state", "served", "created_at", "finished_at", "requested_by") values ('a5fafd85-c6d3-4e96-91f0-4c9841b0286e', '0a82d6c9-19fa-4523-8246-d3303767f2b6', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'Ada Owens', 'Acme', 'C0GENERAL', 'public', 'V0000001A', 'editor', 'Editor', null, 1, 'sending', '2', '1791281460000', null, null);
insert into turns ("tenant_id", "served") values ('f7390adf-376b-4f00-a237-f24b65ba5d6b', '2');
insert into recipients ("batch_id", "position", "tenant_id", "email", "first_name", "last_name", "locale", "role_key", "state", "work", "called", "known_ids", "checks", "repeats", "tries", "first_tried_at", "refusal", "code", "invite_id", "status", "status_at", "owner", "fence", "due_at", "accepted_at", "member") values ('c889f6c8-c431-4987-be36-3b8f717edc78', 1, 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'yan@x.test', 'Yan', 'Yi', null, 'editor', 'sent', 'checking', 1, '[]', 0, 0, 0, '1791280800000', null, null, '184505b0-065b-4da1-8ac7-9e99ef9e0fcb', 'pending', '1791280800000', null, 1, null, null, 0);
insert into recipients ("batch_id", "position", "tenant_id", "email", "first_name", "last_name", "locale", "role_key", "state", "work", "called", "known_ids", "checks", "repeats", "tries", "first_tried_at", "refusal", "code", "invite_id", "status", "status_at", "owner", "fence", "due_at", "accepted_at", "member") values ('c889f6c8-c431-4987-be36-3b8f717edc78', 0, 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'zoe@x.test', '', '', null, 'editor', 'sent', 'checking', 1, '[]', 0, 0, 0, '1791280800000', null, null, 'bccf6547-6dd2-448f-9041-6727e335447b', 'pending', '1791281460000', null, 1, null, null, 0);
insert into recipients ("batch_id", "position", "tenant_id", "email", "first_name", "last_name", "locale", "role_key", "state", "work", "called", "known_ids", "checks", "repeats", "tries", "first_tried_at", "refusal", "code", "invite_id", "status", "status_at", "owner", "fence", "due_at", "accepted_at", "member") values ('a5fafd85-c6d3-4e96-91f0-4c9841b0286e', 0, 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'queued@x.test', '', '', null, 'editor', 'queued', 'queued', 0, null, 0, 0, 0, '1791281460000', null, null, null, null, null, null, 1, '1791281460000', null, 0);
insert into acts ("id", "kind", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "invite_id", "email", "actor_name", "before", "state", "reason", "checks", "created_at", "finished_at", "owner", "fence", "due_at", "request_id", "source") values ('df95dd27-2f0e-47be-afde-f5a7ed266b9d', 'resend', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'bccf6547-6dd2-448f-9041-6727e335447b', 'zoe@x.test', 'Ada Owens', '{"status":"pending","updatedAt":1791280800000,"statusUpdatedAt":1791280800000,"userTokenId":"b2690021-5843-49bf-b252-9040addc5b23"}', 'done', null, 0, '1791281460000', '1791281460000', null, 1, null, '6t4cx8m6', 'message C0GENERAL 1791280800.000001');
insert into mailings ("tenant_id", "email", "mailed_at") values ('f7390adf-376b-4f00-a237-f24b65ba5d6b', 'yan@x.test', '1791280800000');
insert into mailings ("tenant_id", "email", "mailed_at") values ('f7390adf-376b-4f00-a237-f24b65ba5d6b', 'zoe@x.test', '1791281460000');
insert into posts ("id", "key", "kind", "subject", "team_id", "tenant_id", "slack_user_id", "channel_id", "channel_kind", "lane", "ts", "moved_because", "state", "wanted", "drawn", "tries", "reason", "created_at", "expires_at", "owner", "fence", "due_at") values ('1c9627f0-2af3-401b-85ed-adf81b9f0920', 'batch:c889f6c8-c431-4987-be36-3b8f717edc78', 'batch', 'c889f6c8-c431-4987-be36-3b8f717edc78', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'C0GENERAL', 'public', 'C0GENERAL', '1791280800.000001', null, 'live', 4, 3, 0, null, '1791280800000', null, null, 2, '1791281460000');
insert into posts ("id", "key", "kind", "subject", "team_id", "tenant_id", "slack_user_id", "channel_id", "channel_kind", "lane", "ts", "moved_because", "state", "wanted", "drawn", "tries", "reason", "created_at", "expires_at", "owner", "fence", "due_at") values ('79ff3c43-a64f-4e91-8514-e95466f7dc00', 'batch:a5fafd85-c6d3-4e96-91f0-4c9841b0286e', 'batch', 'a5fafd85-c6d3-4e96-91f0-4c9841b0286e', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'C0GENERAL', 'public', 'C0GENERAL', null, null, 'wanted', 1, 0, 0, null, '1791281460000', null, null, 0, '1791281460000');
insert into paces ("team_id", "key", "until") values ('T0ACME', 'channel:C0GENERAL', '1791281461200');
insert into settings ("team_id", "tenant_id", "settings", "digest_on", "revision", "updated_by", "updated_at") values ('T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', '{"digest":{"on":true,"channelId":"C0GENERAL","hour":9,"timeZone":"Europe/Berlin","weekdays":[1,2,3,4,5],"channelKind":"public","effectiveFrom":1791280800000},"privacy":{"addressesInChannels":"masked","retentionDays":365},"policy":{"allowedDomains":[],"outside":"ask","warnedDomains":[],"deniedDomains":[],"roleKeys":[],"quotaPerDay":0,"pendingCap":0,"approval":{"roleKeys":[],"moreThan":0,"mayAsk":false,"hours":72}}}', 1, 1, 'U0ADA', '1791280800000');
insert into audit_entries ("id", "seq", "at", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "what", "invite_id", "email", "before", "after", "reason", "request_id", "source") values ('26e54d09-a09c-4fbe-bcb5-aba1e28d5601', '1', '1791280800000', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'batch.made', null, null, null, 'batch c889f6c8-c431-4987-be36-3b8f717edc78: 2 as editor', null, '5yc7gfhy', 'view preflight');
insert into audit_entries ("id", "seq", "at", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "what", "invite_id", "email", "before", "after", "reason", "request_id", "source") values ('cc0314b2-fab4-497b-8fd3-d7f37474f1ad', '2', '1791280800000', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'invite.sent', 'bccf6547-6dd2-448f-9041-6727e335447b', 'zoe@x.test', null, 'pending', null, null, 'batch c889f6c8-c431-4987-be36-3b8f717edc78');
insert into audit_entries ("id", "seq", "at", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "what", "invite_id", "email", "before", "after", "reason", "request_id", "source") values ('6bee7356-a148-4416-be35-0936cfdc134e', '3', '1791280800000', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'invite.sent', '184505b0-065b-4da1-8ac7-9e99ef9e0fcb', 'yan@x.test', null, 'pending', null, null, 'batch c889f6c8-c431-4987-be36-3b8f717edc78');
insert into audit_entries ("id", "seq", "at", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "what", "invite_id", "email", "before", "after", "reason", "request_id", "source") values ('0ce86b5b-ce15-4470-9da6-ca6c6fa2b449', '4', '1791280800000', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'settings.saved', null, null, '{"digest":{"on":false,"channelKind":"public","hour":9,"timeZone":"Europe/Berlin","weekdays":[1,2,3,4,5],"effectiveFrom":1791280800000},"privacy":{"addressesInChannels":"masked","retentionDays":365},"policy":{"allowedDomains":[],"outside":"ask","warnedDomains":[],"deniedDomains":[],"roleKeys":[],"quotaPerDay":0,"pendingCap":0,"approval":{"roleKeys":[],"moreThan":0,"mayAsk":false,"hours":72}}}', '{"digest":{"on":true,"channelId":"C0GENERAL","hour":9,"timeZone":"Europe/Berlin","weekdays":[1,2,3,4,5],"channelKind":"public","effectiveFrom":1791280800000},"privacy":{"addressesInChannels":"masked","retentionDays":365},"policy":{"allowedDomains":[],"outside":"ask","warnedDomains":[],"deniedDomains":[],"roleKeys":[],"quotaPerDay":0,"pendingCap":0,"approval":{"roleKeys":[],"moreThan":0,"mayAsk":false,"hours":72}}}', null, 'nc6c5ngq', 'view settings');
insert into audit_entries ("id", "seq", "at", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "what", "invite_id", "email", "before", "after", "reason", "request_id", "source") values ('37d55f7b-6922-4c11-9222-cc3304455e7d', '5', '1791281460000', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'resend.done', 'bccf6547-6dd2-448f-9041-6727e335447b', 'zoe@x.test', 'pending', 'pending', null, '6t4cx8m6', 'message C0GENERAL 1791280800.000001');
insert into audit_entries ("id", "seq", "at", "team_id", "tenant_id", "slack_user_id", "roq_user_id", "what", "invite_id", "email", "before", "after", "reason", "request_id", "source") values ('6f8b01b5-9efa-4d72-9a5d-113f5fdd1f9d', '6', '1791281460000', 'T0ACME', 'f7390adf-376b-4f00-a237-f24b65ba5d6b', 'U0ADA', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', 'batch.made', null, null, null, 'batch a5fafd85-c6d3-4e96-91f0-4c9841b0286e: 1 as editor', null, '8ncjxqtv', 'view preflight');
insert into usages ("tenant_id", "roq_user_id", "local_day", "used") values ('f7390adf-376b-4f00-a237-f24b65ba5d6b', 'fbe1515f-088f-4de7-ac6c-f8cd1aecc502', '2026-10-06', '3');
insert into usages ("tenant_id", "roq_user_id", "local_day", "used") values ('f7390adf-376b-4f00-a237-f24b65ba5d6b', '', '', '3');
insert into reconcile_turns ("tenant_id", "quiet", "read_at", "owner", "fence", "due_at") values ('f7390adf-376b-4f00-a237-f24b65ba5d6b', 0, null, null, 0, '1791288660000');
insert into webhook_arrivals ("environment_id", "at", "invite_at") values ('5a9d0b0e-0000-4000-a000-000000000001', '1791281460000', '1791281460000');
