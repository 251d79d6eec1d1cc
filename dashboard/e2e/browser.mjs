// What the browser tests share: one Chromium, sign-in, and things to wait for.
import { chromium } from 'playwright-core'

let base = process.env.ERRAND_DASHBOARD ?? process.env.ERRAND_URL ?? 'http://127.0.0.1:8080'

/** Where the pages are, unless ERRAND_DASHBOARD says that they are elsewhere. */
export const lookAt = (url) => {
  base = process.env.ERRAND_DASHBOARD ?? url
}

export const people = {
  demo: { login: 'demo@example.com', password: 'errand-demo-user' },
  admin: { login: 'admin@example.com', password: 'errand-demo-admin' },
}

export const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

let shared
export const launch = async () => {
  shared ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return shared
}
export const close = async () => {
  await shared?.close()
  shared = undefined
}

/** A browser of its own, as far as cookies go. Complaints of the page are kept: there must be none. */
export async function visitor({ size = 'desktop', theme = 'light' } = {}) {
  const browser = await launch()
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme: theme,
    baseURL: base,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // The browser reports every 4xx and each refused socket by itself; those are tested where they matter.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) {
      complaints.push(message.text())
    }
  })
  page.setDefaultTimeout(10_000)
  return { page, context, complaints, leave: () => context.close() }
}

export async function signIn(page, { login, password }) {
  await page.goto('/login')
  await page.getByLabel('E-mail or username').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
}

/** Calls the API as the page's own person. */
export async function call(page, method, path, body) {
  const answer = await page.request.fetch(`${base}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
    ...(body === undefined ? {} : { data: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok()) {
    throw new Error(`${method} ${path}: ${answer.status()} ${text}`)
  }
  return text === '' ? undefined : JSON.parse(text)
}

let marks = 0
/** A name that no other test uses. */
export const mark = (word) => `${word}-${Date.now().toString(36)}-${++marks}`
