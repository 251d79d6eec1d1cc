// The server under test: one that runs already (ERRAND_URL), or one of our own from the build.
import { execSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const jar =
  process.env.ERRAND_JAR ??
  fileURLToPath(new URL('../../standalone/target/quarkus-app/quarkus-run.jar', import.meta.url))
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java'
const UP_WITHIN = 120_000

let child
let data
let port

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address()
      probe.close(() => resolve(free))
    })
  })

async function ready(url) {
  const until = Date.now() + UP_WITHIN
  while (Date.now() < until) {
    const up = await fetch(`${url}/q/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (up) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`${url} does not come up`)
}

const own = () => `http://127.0.0.1:${port}`

async function launch() {
  const options = [`-Derrand.port=${port}`, `-Derrand.data=${data}`, '-Derrand.demo=true', '-Xmx700m']
  const flags = ['--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow']
  child = spawn(java, [...flags, ...options, '-jar', jar], {
    stdio: process.env.ERRAND_VERBOSE ? 'inherit' : 'ignore',
  })
  const died = ended(child).then(() => {
    throw new Error(
      'the server ended by itself: ERRAND_VERBOSE=1 shows why (it needs JAVA_HOME to be a JDK 25)',
    )
  })
  await Promise.race([ready(own()), died])
  died.catch(() => {}) // later it ends because it is told to
}

/** Answers the address of a server that is up. */
export async function start() {
  if (process.env.ERRAND_URL) {
    await ready(process.env.ERRAND_URL)
    return process.env.ERRAND_URL
  }
  if (!existsSync(jar)) {
    throw new Error(`no ${jar}: build it first, or name a server in ERRAND_URL`)
  }
  data = mkdtempSync(join(tmpdir(), 'errand-e2e-'))
  port = await freePort()
  await launch()
  return own()
}

const ended = (process) =>
  new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) {
      resolve()
    } else {
      process.once('exit', resolve)
    }
  })

export async function kill() {
  if (process.env.ERRAND_URL) {
    execSync(command('ERRAND_STOP'), { stdio: 'ignore' })
    return
  }
  child.kill('SIGTERM')
  await ended(child)
}

export async function startAgain() {
  if (process.env.ERRAND_URL) {
    execSync(command('ERRAND_START'), { stdio: 'ignore' })
    await ready(process.env.ERRAND_URL)
    return
  }
  await launch()
}

export async function stop() {
  if (child) {
    await kill()
    rmSync(data, { recursive: true, force: true })
  }
}

function command(name) {
  const line = process.env[name]
  if (!line) {
    throw new Error(`with ERRAND_URL, ${name} must be the command that does this to the server`)
  }
  return line
}
