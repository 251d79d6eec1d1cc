// The orders of bench/README.md for the Node systems:
//   node bench.mjs PEER init | enqueue SECONDS | bulk SECONDS CALLERS | preload N
//     | process N PROCS CONC [WINDOW_SECONDS] | latency CONC [MAX_WAIT_SECONDS] | e2e PROCS CONC single|bulk
// Workers, and the producer of latency and e2e, are processes of their own, so that handler and caller
// never share an event loop. Their clock is the monotonic one, the same in all processes of a machine.
import { fork } from 'node:child_process';
import { open, vacuum } from './peers.mjs';

const WARM_UP = Number(process.env.PEER_WARM_UP ?? 1000);
const TIMED = 500;
const WINDOW_WARM_UP = 4000;
const [name, order, ...parameters] = process.argv.slice(2);
const peer = await open(name);

const now = () => Number(process.hrtime.bigint()) / 1e6; // ms
const sleep = ms => new Promise(done => setTimeout(done, ms));
const answer = result => console.log(JSON.stringify(result));
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));

// About 100 bytes, the same for every system.
const body = i => ({
  t: now(),
  i,
  user: 'user-' + String(i % 100000).padStart(6, '0'),
  note: 'x'.repeat(40),
});
const bodies = (from, count) => times(count, i => body(from + i));

/** Another process of this file: worker or producer. */
function child(...args) {
  const process_ = fork(process.argv[1], [name, ...args.map(String)]);
  const state = { handled: 0, sent: 0, first: 0, latencies: null };
  state.ready = new Promise(ready =>
    process_.on('message', message => {
      if (message.ready) ready();
      delete message.ready;
      Object.assign(state, message);
    }));
  state.say = message => process_.send(message);
  state.stop = () =>
    new Promise(stopped => {
      const patience = setTimeout(() => process_.kill('SIGKILL'), 4000);
      process_.on('exit', () => {
        clearTimeout(patience);
        stopped();
      });
      process_.send({ stop: true });
    });
  return state;
}

async function workers(processes, concurrency) {
  const all = times(processes, () => child('worker', concurrency));
  await Promise.all(all.map(worker => worker.ready));
  return {
    handled: () => all.reduce((sum, worker) => sum + worker.handled, 0),
    first: () => Math.min(...all.map(worker => worker.first || Infinity)),
    stop: () => Promise.all(all.map(worker => worker.stop())),
  };
}

/** Inserts of 1000 by some callers; answers jobs a second. */
async function load(producer, jobs, callers, until = Infinity) {
  const begin = now();
  let given = 0;
  await Promise.all(times(callers, async () => {
    while (given < jobs && now() < until) {
      const from = given;
      const count = Math.min(1000, jobs - from);
      given += count;
      await producer.bulk(bodies(from, count));
    }
  }));
  return given / ((now() - begin) / 1e3);
}

const orders = {
  async init() {
    await peer.init();
  },

  async enqueue(seconds) {
    const producer = await peer.producer();
    const repeat = async until => {
      let jobs = 0;
      await Promise.all(times(16, async () => {
        while (now() < until) {
          await producer.add(body(jobs));
          jobs++;
        }
      }));
      return jobs;
    };
    await repeat(now() + 5000); // warm-up
    const begin = now();
    const jobs = await repeat(begin + seconds * 1e3);
    answer({ rate: jobs / ((now() - begin) / 1e3) });
  },

  async bulk(seconds, callers) {
    const producer = await peer.producer();
    await load(producer, 5000, 1); // warm-up
    answer({ rate: await load(producer, Infinity, Number(callers), now() + seconds * 1e3) });
  },

  async preload(jobs) {
    answer({ rate: await load(await peer.producer(), Number(jobs), 2) });
  },

  async process(jobs, processes, concurrency, window) {
    if (!process.env.PEER_PRELOADED) {
      const producer = await peer.producer();
      await load(producer, Number(jobs), 2);
      await producer.close();
      await vacuum().catch(() => {});
    }
    const crew = await workers(Number(processes), concurrency);
    const patience = now() + 200e3;
    const isWarm = () =>
      window ? now() - crew.first() > WINDOW_WARM_UP : crew.handled() >= jobs / 2;
    let begin = 0;
    let before = 0;
    let left = -1;
    while (now() < patience && left !== 0) {
      await sleep(10);
      if (!begin && isWarm()) {
        begin = now();
        before = crew.handled();
      }
      if (window && begin && now() - begin > window * 1e3) break;
      if (crew.handled() >= jobs) left = await peer.remaining();
    }
    const seconds = (now() - begin) / 1e3;
    const n = crew.handled() - before;
    answer({ rate: n / seconds, n, s: seconds, left });
    await crew.stop();
  },

  async latency(concurrency, maxWait = 20) {
    const worker = child('worker', concurrency, 'timed');
    await worker.ready;
    await sleep(1500);
    const producer = child('producer', 'paced');
    await producer.ready;
    const patience = now() + WARM_UP * 5 + TIMED * 20 + maxWait * 1e3;
    while (now() < patience && worker.handled < WARM_UP + TIMED) await sleep(20);
    await producer.stop();
    await worker.stop();
    const sorted = worker.latencies.slice(WARM_UP).sort((x, y) => x - y);
    const at = part => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    answer({ n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) });
  },

  async e2e(processes, concurrency, kind) {
    const crew = await workers(Number(processes), concurrency);
    const producer = child('producer', kind);
    await producer.ready;
    const telling = setInterval(() => producer.say({ handled: crew.handled() }), 10);
    await sleep(5000);
    const first = crew.handled();
    const begin = now();
    await sleep(10000);
    const last = crew.handled();
    answer({ rate: (last - first) / ((now() - begin) / 1e3), backlog: producer.sent - last });
    clearInterval(telling);
    await producer.stop();
    await crew.stop();
  },
};

const children = {
  async worker(concurrency, timed) {
    let handled = 0;
    let first = 0;
    const latencies = [];
    const close = await peer.worker(Number(concurrency), data => {
      const at = now();
      first ||= at;
      handled++;
      if (timed) latencies.push(at - data.t);
    });
    let told = -1;
    setInterval(() => {
      if (handled !== told) process.send({ handled, first });
      told = handled;
    }, 20);
    process.on('message', () =>
      process.send({ handled, first, latencies }, async () => {
        await Promise.race([close(), sleep(3000)]);
        process.exit(0);
      }));
    process.send({ ready: true });
  },

  async producer(kind) {
    const producer = await peer.producer();
    let sent = 0;
    let handled = 0;
    let stopped = false;
    process.on('message', message => {
      handled = message.handled ?? handled;
      if (message.stop) {
        stopped = true;
        process.send({ sent }, () => process.exit(0));
      }
    });
    process.send({ ready: true });
    if (kind === 'paced') {
      let due = now();
      for (let i = 0; i < WARM_UP + TIMED; i++) {
        if (due > now()) await sleep(due - now());
        producer.add(body(i)).catch(error => console.error(error.message));
        due += i < WARM_UP ? 5 : 20;
      }
      return;
    }
    const [callers, count, most] = kind === 'bulk' ? [4, 200, 4000] : [16, 1, 1000];
    setInterval(() => process.send({ sent }), 20);
    await Promise.all(times(callers, async () => {
      while (!stopped) {
        if (sent - handled + count > most) {
          await sleep(1);
          continue;
        }
        sent += count;
        await (count === 1 ? producer.add(body(sent)) : producer.bulk(bodies(sent, count)));
      }
    }));
  },
};

if (order in orders) {
  await orders[order](...parameters);
  process.exit(0);
}
process.on('disconnect', () => process.exit(0));
await children[order](...parameters);
