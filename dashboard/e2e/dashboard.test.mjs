import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { call, close, lookAt, mark, people, signIn, sizes, visitor } from './browser.mjs'
import { kill, start, startAgain, stop } from './server.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

before(async () => lookAt(await start()), { timeout: 150_000 })
after(async () => {
  await close()
  await stop()
})

/** A visit that must end without a complaint of the page, such as of the content security policy. */
async function visit(options, run) {
  const guest = await visitor(options)
  try {
    await run(guest.page, guest)
    assert.deepEqual(guest.complaints, [])
  } catch (failure) {
    console.error(guest.complaints)
    await guest.page.screenshot({ path: join(shots(), 'failure.png') }).catch(() => {})
    throw failure
  } finally {
    await guest.leave()
  }
}

const shots = () => {
  const directory = process.env.ERRAND_SHOTS ?? join(import.meta.dirname, 'shots')
  mkdirSync(directory, { recursive: true })
  return directory
}

const heading = (page, name) => page.getByRole('heading', { name, level: 1 })
const rowOf = (page, name) => page.getByRole('row').filter({ hasText: name })

test('a wrong password says so; the right one leads where one wanted to go', () =>
  visit({}, async (page) => {
    await page.goto('/queues')
    await heading(page, 'Sign in').waitFor()
    await page.getByLabel('E-mail or username').fill(people.demo.login)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()

    await page.getByLabel('Password', { exact: true }).fill(people.demo.password)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await heading(page, 'Queues').waitFor()
    assert.equal(
      await page.evaluate(() => localStorage.length + document.cookie.length),
      0,
      'no script can read a token',
    )
  }))

test('a submitted job is seen to run and complete without a reload', () =>
  visit({}, async (page) => {
    await signIn(page, people.demo)
    const name = mark('watched')
    await page.getByRole('link', { name: 'New job' }).click()
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Data').fill('{"durationMs": 4000, "steps": 8, "failRate": 0}')
    await page.getByRole('button', { name: 'Submit', exact: true }).click()
    await heading(page, name).waitFor()
    await page.evaluate(() => {
      window.sameDocument = true
    })

    await page.getByText(/step [3-7] of 8/).waitFor()
    await page.getByTitle('Done', { exact: true }).waitFor()

    assert.equal(await page.evaluate(() => window.sameDocument), true)
    await page.getByRole('tab', { name: 'Result' }).click()
    await page.getByText('"steps": 8').waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('cell', { name: 'submitted' }).waitFor()
  }))

test('rows move by themselves, and new ones wait until they are asked for', () =>
  visit({}, async (page) => {
    await signIn(page, people.demo)
    const queue = mark('live')
    const submit = (name) =>
      call(page, 'POST', '/jobs', { type: 'simulate', name, queue, data: { durationMs: 2500, failRate: 0 } })
    await submit('the first')
    await page.goto(`/jobs?queue=${queue}`)
    await rowOf(page, 'the first').getByText('Running').waitFor()
    await rowOf(page, 'the first').getByRole('progressbar').waitFor()

    await submit('the second')
    await page.getByRole('button', { name: '1 new job: show' }).waitFor()
    assert.equal(await rowOf(page, 'the second').count(), 0, 'nothing moves under the pointer')
    await rowOf(page, 'the first').getByText('Completed').waitFor()

    await page.getByRole('button', { name: '1 new job: show' }).click()
    await rowOf(page, 'the second').getByText('Completed').waitFor()
  }))

test('paused means that nothing moves, until one goes on', () =>
  visit({}, async (page) => {
    await signIn(page, people.demo)
    const queue = mark('still')
    await call(page, 'POST', '/jobs', {
      type: 'simulate',
      name: 'moving',
      queue,
      data: { durationMs: 1500, failRate: 0 },
    })
    await page.goto(`/jobs?queue=${queue}`)
    await rowOf(page, 'moving').getByText('Running').waitFor()
    await page.keyboard.press('p')
    await page.getByRole('button', { name: /Paused/ }).waitFor()

    const { items } = await call(page, 'GET', `/jobs?queue=${queue}`)
    await page.request.get(`/api/v1/jobs/${items[0].id}`, { headers: { Prefer: 'wait=20' } })
    assert.equal(await rowOf(page, 'moving').getByText('Running').count(), 1)

    await page.keyboard.press('p')
    await rowOf(page, 'moving').getByText('Completed').waitFor()
  }))

test('a bulk action says how many it touches, by which filter, before it does', () =>
  visit({}, async (page) => {
    await signIn(page, people.demo)
    const queue = mark('bulk')
    const jobs = Array.from({ length: 130 }, () => ({ type: 'noop', queue, hold: true }))
    await call(page, 'POST', '/jobs/batch', { jobs })
    await page.goto(`/jobs?state=held&queue=${queue}`)
    await page.getByLabel('Select this page').check()
    await page.getByRole('button', { name: 'Select all 130 that match' }).click()
    await page.getByRole('region', { name: 'Selected jobs' }).getByRole('button', { name: 'Cancel' }).click()

    const dialog = page.getByRole('dialog', { name: 'Cancel 130 jobs?' })
    await dialog.getByText(`held, queue ${queue}`).waitFor()
    await dialog.getByRole('button', { name: 'Cancel 130 jobs' }).click()

    await page.getByText('130 of 130 jobs done').waitFor()
    const counts = await call(page, 'GET', `/jobs/counts?queue=${queue}`)
    assert.equal(counts.cancelled, 130)
  }))

test('a failed job is retried with corrected data', () =>
  visit({}, async (page) => {
    await signIn(page, people.demo)
    const { id } = await call(page, 'POST', '/jobs', {
      type: 'simulate',
      name: mark('broken'),
      data: { durationMs: 10, shouldFail: true },
      maxAttempts: 1,
    })
    await page.goto(`/jobs/${id}`)
    await page.getByTitle('Failed for good; can be retried').waitFor()
    await page.getByRole('button', { name: 'Retry' }).click()
    await page.getByRole('dialog').getByLabel('Data').fill('{"durationMs": 10, "failRate": 0}')
    await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click()

    await page.getByTitle('Done', { exact: true }).waitFor()
  }))

test('everything can be reached without a mouse', () =>
  visit({}, async (page) => {
    const queue = mark('keys')
    await page.goto('/login')
    await page.locator('input:focus').waitFor()
    await page.keyboard.type(people.demo.login)
    await page.keyboard.press('Tab')
    await page.keyboard.type(people.demo.password)
    await page.keyboard.press('Enter')
    await heading(page, 'Overview').waitFor()
    await call(page, 'POST', '/jobs', { type: 'noop', name: queue, queue, hold: true })

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('j')
    await heading(page, 'Jobs').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type(queue)
    await page.waitForURL(/q=keys/)
    await rowOf(page, queue).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('1 job selected').waitFor()
    await page.keyboard.press('Enter')
    await heading(page, queue).waitFor()

    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'A page, an action' }).fill('cancel this')
    await page.keyboard.press('Enter')
    await page.getByTitle('Called off; can be retried').waitFor()

    await page.keyboard.press('t')
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
  }))

test('two people in two browsers see only what is theirs, also live', () =>
  visit({}, (one) =>
    visit({}, async (two) => {
      const email = `${mark('somebody')}@example.com`
      const password = 'kettle window orange bicycle'
      await two.goto('/signup')
      await two.getByLabel('E-mail').fill(email)
      await two.getByLabel('Password').fill(password)
      await two.getByRole('button', { name: 'Sign up' }).click()
      await heading(two, 'Verify your address').waitFor()
      const code = await codeOf(two, email)
      await two.getByLabel('Code').fill(code)
      await two.getByRole('button', { name: 'Verify', exact: true }).click()
      await two.getByRole('link', { name: 'Sign in' }).click()
      await signIn(two, { login: email, password })
      await signIn(one, people.demo)
      await two.getByRole('heading', { name: 'First steps' }).waitFor()

      const secret = mark('secret')
      await two.goto('/jobs')
      await two.getByText('No jobs yet').waitFor()
      const { id } = await call(one, 'POST', '/jobs', { type: 'noop', name: secret })
      await one.goto(`/jobs/${id}`)
      await one.getByTitle('Done', { exact: true }).waitFor()

      assert.equal(await two.getByText(/new job/).count(), 0)
      await two.goto(`/jobs/${id}`)
      await two.getByText('There is no such thing').waitFor()
      await call(two, 'POST', '/jobs', { type: 'noop', name: mark('own') })
      await two.goto('/jobs')
      await rowOf(two, 'own-').waitFor()
      assert.equal(await rowOf(two, secret).count(), 0)
    }),
  ))

async function codeOf(page, email) {
  for (let tries = 0; tries < 50; tries++) {
    const mails = await (
      await page.request.get(`/dev/mail?to=${encodeURIComponent(email)}`, {
        headers: { Accept: 'application/json' },
      })
    ).json()
    if (mails[0]?.codes?.[0]) {
      return mails[0].codes[0]
    }
    await page.waitForTimeout(200)
  }
  throw new Error(`no mail to ${email}`)
}

const PAGES = {
  nobody: [
    '/login',
    '/signup',
    '/verify?email=a@example.com',
    '/forgot',
    '/reset?email=a@example.com',
    '/invite?token=x',
  ],
  demo: [
    '/',
    '/jobs',
    '/jobs?queue=nothing-here',
    '/jobs/new',
    '/jobs/ID',
    '/jobs/ID?tab=history',
    '/jobs/ID?tab=logs',
    '/queues',
    '/queues/default',
    '/schedules',
    '/schedules/new',
    '/workers',
    '/nodes',
    '/webhooks',
    '/operations',
    '/rooms',
    '/rooms/lobby',
    '/settings',
    '/members',
  ],
  admin: ['/admin/users', '/admin/jobs', '/admin/audit', '/admin/system'],
}

for (const [who, paths] of Object.entries(PAGES)) {
  test(
    `axe finds nothing on the pages of ${who}: light and dark, desktop and phone`,
    { timeout: 240_000 },
    () =>
      visit({}, async (page) => {
        let id = ''
        if (who !== 'nobody') {
          await signIn(page, people[who])
          id = (
            await call(page, 'POST', '/jobs', {
              type: 'simulate',
              name: mark('looked at'),
              data: { durationMs: 1, shouldFail: true },
              maxAttempts: 1,
            })
          ).id
          await page.request.get(`/api/v1/jobs/${id}`, { headers: { Prefer: 'wait=20' } })
        }
        const found = []
        for (const path of paths) {
          await page.goto(path.replace('ID', id))
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.waitForLoadState('networkidle')
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
            await page.waitForFunction(
              (theme) => document.documentElement.dataset.theme === theme,
              colorScheme,
            )
            await page.waitForTimeout(100) // colours take their (short) time
            for (const [size, viewport] of Object.entries(sizes)) {
              await page.setViewportSize(viewport)
              found.push(...(await violations(page)).map((each) => `${path} ${colorScheme} ${size}: ${each}`))
            }
          }
        }
        assert.deepEqual(found, [])
      }),
  )
}

// Evaluated from outside: the page's own policy lets no foreign script in.
async function violations(page) {
  await page.evaluate(axe)
  const { violations: found } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'] }),
  )
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  return [
    ...found.map(
      ({ id, nodes }) =>
        `${id} at ${nodes
          .map(({ target, any }) => `${target.join(' ')} (${any[0]?.message ?? ''})`)
          .slice(0, 3)
          .join('; ')}`,
    ),
    ...(overflow ? ['wider than the screen'] : []),
  ]
}

test('screenshots for the README, from the running demo', () =>
  visit({}, async (page) => {
    await signIn(page, people.demo)
    const names = [
      'nightly report',
      'resize images',
      'sync contacts',
      'import orders',
      'send digest',
      'close invoices',
      'warm cache',
    ]
    const queues = ['default', 'reports', 'mail', 'imports']
    const jobs = Array.from({ length: 56 }, (_, at) => ({
      type: 'simulate',
      name: names[at % names.length],
      queue: queues[at % queues.length],
      priority: [0, 0, 10, -10, 0, 20][at % 6],
      maxAttempts: 2,
      data: { durationMs: 500 + ((at * 1613) % 9000), shouldFail: at % 11 === 5, failRate: 0 },
    }))
    await call(page, 'POST', '/jobs/batch', { jobs })
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      await page.goto('/jobs')
      await page.getByRole('row').filter({ hasText: 'Completed' }).nth(3).waitFor()
      await page.getByRole('row').getByRole('progressbar').nth(2).waitFor()
      await page.screenshot({ path: join(shots(), `dashboard-${colorScheme}.png`) })
    }
  }))

test('a server that dies and comes back: the page says so, and goes on by itself', { timeout: 180_000 }, () =>
  visit({}, async (page, guest) => {
    await signIn(page, people.demo)
    const queue = mark('restart')
    const { id } = await call(page, 'POST', '/jobs', {
      type: 'simulate',
      name: 'survivor',
      queue,
      hold: true,
      data: { durationMs: 1000, failRate: 0 },
    })
    await page.goto(`/jobs?queue=${queue}`)
    await rowOf(page, 'survivor').getByText('Held').waitFor()
    await page.getByRole('button', { name: /^Live/ }).waitFor()
    await page.evaluate(() => {
      window.sameDocument = true
    })

    await kill()
    await page.getByText('Disconnected. What you see may be old.').waitFor()
    await rowOf(page, 'survivor').waitFor()
    await startAgain()
    await page.getByRole('button', { name: /^Live/ }).waitFor({ timeout: 30_000 })
    assert.equal(await page.getByText('Disconnected. What you see').count(), 0)

    await call(page, 'POST', `/jobs/${id}/run`)
    await rowOf(page, 'survivor').getByText('Completed').waitFor()
    assert.equal(await page.evaluate(() => window.sameDocument), true)
    guest.complaints.length = 0 // while it was away the browser complained, as it should
  }),
)
