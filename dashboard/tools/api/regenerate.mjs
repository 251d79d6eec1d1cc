// Fetches the OpenAPI document of a running Errand and regenerates the wire types from it.
//   npm run api                         from http://127.0.0.1:8080
//   ERRAND_URL=http://host:port npm run api
//   npm run api -- --offline            only regenerate from the committed document
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const document = fileURLToPath(new URL('../../openapi.json', import.meta.url))
const types = fileURLToPath(new URL('../../src/api/schema.d.ts', import.meta.url))

if (!process.argv.includes('--offline')) {
  const url = `${process.env.ERRAND_URL ?? 'http://127.0.0.1:8080'}/q/openapi?format=json`
  const answer = await fetch(url)
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}`)
  }
  const { servers: _, ...rest } = await answer.json()
  writeFileSync(document, `${JSON.stringify(sorted(rest), null, 2)}\n`)
}
if (!existsSync(`${here}node_modules`)) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' })
}
execFileSync(
  'node',
  [
    `${here}node_modules/openapi-typescript/bin/cli.js`,
    document,
    '-o',
    types,
    '--root-types',
    '--root-types-no-schema-prefix',
  ],
  {
    stdio: 'inherit',
  },
)

// The order of keys says nothing, and would make differences of every regeneration.
function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  if (value === null || typeof value !== 'object') {
    return value
  }
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}
