// Builds dist for the jar with the Node that is installed, and with the word `test` checks it; each only
// where something has changed since.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...names) => join(root, ...names)
const time = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `The dashboard needs Node.js 20.19 or newer, this is ${process.versions.node}. -DskipDashboard leaves it out.`,
  )
  process.exit(1)
}

function files(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const windows = process.platform === 'win32'
const npm = (...words) =>
  execFileSync(windows ? 'npm.cmd' : 'npm', words, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: windows,
  })

if (time(at('package-lock.json')) > time(at('node_modules', '.package-lock.json'))) {
  npm('ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error')
}
const sources = ['src', 'public', 'tools']
  .flatMap((directory) => files(at(directory)))
  .filter((path) => !path.includes('node_modules'))
const settings = [
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.app.json',
].map((name) => at(name))
const list = at('dist', 'files.txt')
const tested = at('node_modules', '.errand-tested')
const newerThan = (stamp) => [...sources, ...settings].some((path) => time(path) > time(stamp))

if (process.argv[2] === 'test') {
  if (newerThan(tested)) {
    npm('run', 'check', '--loglevel=error')
    npm('test', '--loglevel=error')
    writeFileSync(tested, '')
  }
} else if (newerThan(list)) {
  npm('run', 'build', '--loglevel=error')
  // A jar cannot be asked what it holds.
  const names = files(at('dist'))
    .map((path) => path.slice(at('dist').length + 1).replaceAll('\\', '/'))
    .filter((name) => !name.startsWith('.vite/') && name !== 'files.txt')
  writeFileSync(list, `${names.sort().join('\n')}\n`)
}
