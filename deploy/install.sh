#!/usr/bin/env bash
# Installs or updates the app on a Linux host with systemd and Node 20.19 or newer; run as root, in a checkout:
#   sudo deploy/install.sh
# Fill in /etc/roq-invite.env afterwards (it is made from .env.example once) and start: systemctl restart roq-invite
set -euo pipefail
cd "$(dirname "$0")/.."

target=${TARGET:-/opt/roq-invite}
settings=${SETTINGS:-/etc/roq-invite.env}
node -e '
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) { console.error("Node 20.19 or newer is needed, this is " + process.version); process.exit(1); }
'

# Built beside the running release, which is replaced only by a whole one.
fresh=$(mktemp -d "$target.XXXXXX" 2>/dev/null || { mkdir -p "$(dirname "$target")" && mktemp -d "$target.XXXXXX"; })
trap 'rm -rf "$fresh"' EXIT
cp -R package.json package-lock.json tsconfig.json tsconfig.build.json rolldown.config.js src "$fresh"
(cd "$fresh" && npm ci && npm run --silent build && npm ci --omit=dev)
chmod -R go+rX "$fresh"

getent passwd roq-invite >/dev/null || useradd --system --home-dir /var/lib/roq-invite --shell /usr/sbin/nologin roq-invite
[ -e "$settings" ] || install -m 600 .env.example "$settings"
rm -rf "$target.before"
[ ! -e "$target" ] || mv "$target" "$target.before"
mv "$fresh" "$target"
trap - EXIT

if [ -d /run/systemd/system ]; then
  install -m 644 deploy/roq-invite.service /etc/systemd/system/roq-invite.service
  systemctl daemon-reload
  systemctl enable roq-invite
  ! systemctl is-active --quiet roq-invite || systemctl restart roq-invite
fi
echo "Installed in $target. Settings: $settings. Start: systemctl restart roq-invite. The release before is in $target.before."
