// Runs the browser tests: npm run e2e (see server.mjs for the server that they need).
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const tests = fileURLToPath(new URL('dashboard.test.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=spec', tests], {
  stdio: 'inherit',
})
process.exit(status ?? 1)
