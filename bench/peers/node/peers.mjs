// The Node systems, each with its best settings found: how to set one up, submit to it and work for it.
//   init(), producer() -> {add, bulk, close}, worker(concurrency, onJob) -> close, remaining()
import pg from 'pg';

const URL = process.env.PEER_URL;
const REDIS_PORT = Number(process.env.PEER_REDIS_PORT);

async function one(query) {
  const client = new pg.Client(URL);
  await client.connect();
  const { rows } = await client.query(query);
  await client.end();
  return Number(rows[0].n);
}

export const vacuum = async () => {
  const client = new pg.Client(URL);
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
};

async function graphile(tuned) {
  const { run, makeWorkerUtils, Logger } = await import('graphile-worker');
  const logger = new Logger(() => () => {});
  // Claims 500 at a time and completes in batches; a crash leaves those locked for four hours.
  const tuning = {
    localQueue: { size: 500, refetchDelay: { durationMs: 10 } },
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
  };
  return {
    async init() {
      const utils = await makeWorkerUtils({ connectionString: URL, logger });
      await utils.migrate();
      await utils.release();
    },
    async producer() {
      const utils = await makeWorkerUtils({ connectionString: URL, maxPoolSize: 16, logger });
      return {
        add: payload => utils.addJob('noop', payload),
        bulk: payloads =>
          utils.addJobs(payloads.map(payload => ({ identifier: 'noop', payload }))),
        close: () => utils.release(),
      };
    },
    async worker(concurrency, onJob) {
      const worker = {
        connectionString: URL,
        concurrentJobs: concurrency,
        maxPoolSize: Math.min(concurrency + 2, 50),
        ...(tuned ? tuning : {}),
      };
      const taskList = { noop: async payload => onJob(payload) };
      const runner = await run({ preset: { worker }, noHandleSignals: true, logger, taskList });
      return () => runner.stop();
    },
    remaining: () => one('select count(*) n from graphile_worker._private_jobs'),
  };
}

async function pgBoss(tuned) {
  const { PgBoss } = await import('pg-boss');
  async function start(max, useListenNotify) {
    const boss = new PgBoss({
      connectionString: URL,
      max,
      supervise: false,
      schedule: false,
      useListenNotify,
    });
    boss.on('error', error => console.error('pg-boss', error.message));
    await boss.start();
    return boss;
  }
  return {
    async init() {
      const boss = await start(4, false);
      await boss.createQueue('q', { notify: tuned });
      await boss.stop();
    },
    async producer() {
      const boss = await start(16, false);
      return {
        add: payload => boss.send('q', payload),
        bulk: payloads => boss.insert('q', payloads.map(data => ({ data }))),
        close: () => boss.stop({ graceful: false }),
      };
    },
    // Tuned, the concurrency is the batch that a handler gets at once, for two pollers.
    async worker(concurrency, onJob) {
      const boss = await start(20, tuned);
      const options = tuned
        ? {
            batchSize: concurrency,
            localConcurrency: 2,
            burstWhenBatchFull: true,
            pollingIntervalSeconds: 0.5,
          }
        : {};
      await boss.work('q', options, async jobs => jobs.forEach(job => onJob(job.data)));
      return () => boss.stop({ graceful: false });
    },
    remaining: () =>
      one("select count(*) n from pgboss.job where name = 'q' and state < 'completed'"),
  };
}

async function bullMq(onPostgres) {
  const { Queue, Worker, createPostgresBackend } = await import('bullmq');
  const connection = onPostgres
    ? { connectionString: URL, max: 20, migrate: true }
    : { host: '127.0.0.1', port: REDIS_PORT, maxRetriesPerRequest: null };
  const backend = onPostgres ? [createPostgresBackend] : [];
  const opts = { removeOnComplete: true, removeOnFail: true };
  async function queue() {
    const opened = new Queue('q', { connection }, ...backend);
    await opened.waitUntilReady();
    return opened;
  }
  return {
    async init() {
      await (await queue()).close();
    },
    async producer() {
      const opened = await queue();
      return {
        add: payload => opened.add('noop', payload, opts),
        bulk: payloads =>
          opened.addBulk(payloads.map(data => ({ name: 'noop', data, opts }))),
        close: () => opened.close(),
      };
    },
    async worker(concurrency, onJob) {
      const worker = new Worker(
        'q', async job => onJob(job.data), { connection, concurrency }, ...backend);
      worker.on('error', error => console.error('bullmq', error.message));
      await worker.waitUntilReady();
      return () => worker.close(true);
    },
    async remaining() {
      const opened = await queue();
      const counts =
        await opened.getJobCounts('wait', 'active', 'prioritized', 'delayed', 'paused');
      await opened.close();
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
  };
}

const PEERS = {
  'graphile': () => graphile(false),
  'graphile-tuned': () => graphile(true),
  'pgboss': () => pgBoss(true),
  'pgboss-default': () => pgBoss(false),
  'bullmq': () => bullMq(false),
  'bullmq-pg': () => bullMq(true),
};

export const open = name => PEERS[name]();
