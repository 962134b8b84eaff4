#!/bin/sh
# Becomes the requested program. Mage reads its passwords from the environment. This script takes them from files, so that
# the settings of no container hold them.
set -eu
programs=/app/ts-blocks/dist
secrets=${QB_SECRETS:-/run/qb}

case ${1-} in serve | mage)
  umask 077
  MAGE_DATABASE_CONNECTION_URL="postgresql+psycopg2://mage:$(cat "$secrets/mage/mage_password")@postgres:5432/mage"
  DEFAULT_OWNER_PASSWORD=$(cat "$secrets/mage/owner_password")
  JWT_SECRET=$(cat "$secrets/mage/jwt_secret")
  export MAGE_DATABASE_CONNECTION_URL DEFAULT_OWNER_PASSWORD JWT_SECRET
esac

case ${1-} in
serve)
  export MAGE_PUBLIC_HOST="${MAGE_PUBLIC_HOST:-http://localhost:${MAGE_PORT:-6789}}"
  node "$programs/compose/lay-project.js"
  exec python /app/mage_project/launcher.py start "$QB_PROJECT" --host 0.0.0.0 --port 6789
  ;;
connect | secrets)
  name=$1
  shift
  exec node "$programs/src/commands/$name.js" "$@"
  ;;
report | evidence) # what it makes goes to standard output (3 here), what it says beside it
  name=$1
  shift
  PGPASSWORD=$(cat "$secrets/pgadmin/reader_password")
  export PGPASSWORD
  exec node "$programs/src/commands/$name.js" --out /dev/fd/3 "$@" 3>&1 >&2
  ;;
simulator) # what it announces holds its keys
  shift
  exec node "$programs/simulator/main.js" "$@" >/dev/null
  ;;
*) exec "$@" ;;
esac
