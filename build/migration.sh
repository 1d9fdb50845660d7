#!/usr/bin/env bash
# migration.sh NAME: writes the migration from the tables as stored to the tables as described, for both databases.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?Name the change, in capitals: AddTags}
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
dotnet tool install dotnet-ef --version 10.0.15 --tool-path "$tools" >/dev/null
service=src/Touchstone.Service
dotnet build "$service" -c Release -v quiet --nologo
for database in Sqlite Postgres; do
  "$tools/dotnet-ef" migrations add "$name" --project "$service" --startup-project "$service" --configuration Release --no-build \
    --context "${database}Database" --output-dir "Platform/Migrations/$database"
done
