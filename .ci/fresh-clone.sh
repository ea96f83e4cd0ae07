#!/usr/bin/env bash
# What a stranger does with this repository and then with the package, from nothing: clone, install with an empty npm
# cache, synthesize, test, pack, and use the tarball in an empty TypeScript project.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
here=$(mktemp -d)
trap clean_up EXIT
if [ -z "${HARDENED_DATA:-}" ] && [ -d "$root/../shared/data" ]; then HARDENED_DATA=$root/../shared/data; fi
if [ -n "${HARDENED_DATA:-}" ]; then HARDENED_DATA=$(realpath -m "$HARDENED_DATA") && export HARDENED_DATA; fi
unset HARDENED_OUTDIR CDK8S_OUTDIR
export npm_config_cache=$here/npm-cache npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false

clean_up() {
  local started=$SECONDS
  cd / && rm -rf "$here"
  printf -- '-- %d s: clean up\n' $((SECONDS - started))
}

step() {
  local name=$1 started=$SECONDS
  shift
  printf -- '-- %s\n' "$name"
  if ! "$@"; then
    printf -- '-- FAILED: %s, after %d s\n' "$name" $((SECONDS - started))
    exit 1
  fi
  printf -- '-- %d s: %s\n' $((SECONDS - started)) "$name"
}

unchanged() {
  git diff --exit-code && [ -z "$(git status --porcelain)" ] || { git status --short && return 1; }
}

pack() {
  npm pack --silent --pack-destination "$here" >/dev/null && ls "$here"/*.tgz
}

# The peers and the compiler, in the versions that this repository is tested with.
install() {
  npm init --yes >/dev/null
  local wanted
  # shellcheck disable=SC2016 # JavaScript's dollars
  wanted=$(node -p 'const all = require(process.argv[1]).devDependencies;
    ["cdk8s", "constructs", "typescript", "tsx", "@types/node"].map((name) => `${name}@${all[name]}`).join(" ")' "$here/clone/package.json")
  # shellcheck disable=SC2086 # one word each
  npm install --silent --save-exact "$here"/*.tgz $wanted
}

write_program() {
  cat >main.ts <<'PROGRAM'
import { HardenedApp, HardenedChart, Image, NodeService, Redis, Size } from 'cdk8s-hardened';

const app = new HardenedApp({ root: __dirname });
const shop = new HardenedChart(app, 'shop', { namespace: 'shop' });
const redis = new Redis(shop, 'redis', { storage: Size.gibibytes(1) });
const node = 'node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d';
const health = { live: '/livez', ready: '/readyz' };
const backend = new NodeService(shop, 'backend-1', { image: Image.of(node), args: ['/app/server.js'], port: 5010, health });
backend.connectTo(redis, { keys: ['session:*'], access: 'read-write' });
app.synth();
PROGRAM
}

type_check() {
  npx --no-install tsc --noEmit --strict --skipLibCheck false --target es2022 --module node16 --types node main.ts
}

expected_files() {
  local file
  for file in hardened.json kubernetes/shop.k8s.yaml compose/shop/compose.yaml compose/shop/.gitignore; do
    [ -s "deploy/$file" ] || { echo "deploy/$file was not written" && return 1; }
  done
  grep -q 'kind: StatefulSet' deploy/kubernetes/shop.k8s.yaml && grep -q 'backend-1:' deploy/compose/shop/compose.yaml
}

command_line() {
  npx --no-install cdk8s-hardened --help && npx --no-install cdk8s-hardened secrets init deploy &&
    [ -s deploy/compose/shop/secrets/ca.crt ]
}

other_entries() {
  node --input-type=module -e "import { HardenedApp } from 'cdk8s-hardened'; if (typeof HardenedApp !== 'function') process.exit(1)" &&
    node -e "require('cdk8s-hardened/hardened.schema.json').\$id.length"
}

step 'clone' git clone --quiet "$root" "$here/clone"
cd "$here/clone"
step 'npm ci (empty cache)' npm ci
step 'npm run synth' npm run synth
step 'the committed output is what synth writes' unchanged
step 'npm test, but for the loops, which were run above' npm test -- --testPathIgnorePatterns test/loops
step 'npm pack' pack
mkdir "$here/project"
cd "$here/project"
step 'install the tarball into an empty project' install
step 'write a program' write_program
step 'tsc --strict, libraries included' type_check
step 'synthesize' npx --no-install tsx main.ts
step 'the expected files are there' expected_files
step 'the command line answers and makes the secrets' command_line
step 'import from an ES module, and the published schema' other_entries
printf -- '-- fresh clone: done in %d s\n' "$SECONDS"
