# What run.sh uses; sourcing it starts nothing.

# --- figures -------------------------------------------------------------------------------------

field() { grep -oE "\"$1\":[0-9.]+" | head -1 | cut -d: -f2; } # the value of field $1 of a JSON line

processor_ticks() { awk '/^cpu / {print $2+$3+$4+$7+$8, $2+$3+$4+$5+$6+$7+$8}' /proc/stat; }

busy_percent() { # how busy the machine is with nobody of ours at work
  local before
  before=$(processor_ticks)
  sleep 0.5
  echo "$before $(processor_ticks)" | awk '{print int(100 * ($3 - $1) / ($4 - $2))}'
}

await_quiet() { # waits at most QUIET_MAX half seconds for others to leave the processors alone
  local i
  for i in $(seq "${QUIET_MAX:-40}"); do
    busy_percent >"$work/busy"
    [ "$(cat "$work/busy")" -ge 20 ] || return 0
  done
}

record() { # name, metric, value, unit, note: one row of results.tsv
  [ -n "$3" ] || { echo "  $1 $2: no figure, see errors.log and raw.log in $work" >&2; return 0; }
  set -- "$1" "$2" "$(printf '%.6g' "$3")" "$4" "${5:-}"
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$round" \
    "$(cat "$work/busy" 2>/dev/null)" "$(date +%H:%M:%S)" "${5:-}" >>"$rows"
  printf '%-16s %-22s %12s %s\n' "$1" "$2" "$3" "$4"
}

# --- PostgreSQL: the one that Errand's own workloads use, with the same settings ------------------

server_up() { # stops when this script ends, however it ends
  [ -z "${owner_url:-}" ] || return 0
  coproc SERVER { exec "${java[@]}" -Xmx256m -jar "$runner" server 2>>"$work/errors.log"; }
  read -r owner_url <&"${SERVER[0]}"
  read -r admin_url <&"${SERVER[0]}"
  owner_url=${owner_url%/*}
  admin_url=${admin_url%/*}
  [ -n "$admin_url" ] || { echo "PostgreSQL does not start, see $work/errors.log" >&2; exit 1; }
}

sql() { # database, statements…
  local database=$1 statement arguments=()
  shift
  for statement in "$@"; do arguments+=(-c "$statement"); done
  psql -qAtX "$admin_url/$database" "${arguments[@]}"
}

new_database() {
  sql postgres "drop database if exists peer with (force)" "create database peer owner errand" \
    checkpoint 2>>"$work/errors.log"
}

# --- Redis ---------------------------------------------------------------------------------------

redis_up() { # aof: fsync every second; none: nothing is kept
  local persistence="--appendonly yes --appendfsync everysec"
  [ "$1" = aof ] || persistence="--appendonly no"
  redis_down
  rm -rf "$work/redis"
  mkdir -p "$work/redis"
  # shellcheck disable=SC2086 # a list of words
  redis-server --bind 127.0.0.1 --port "$redis_port" --dir "$work/redis" --save "" $persistence \
    --maxmemory-policy noeviction >"$work/redis/log" 2>&1 </dev/null &
  redis_pid=$!
  until redis-cli -p "$redis_port" ping 2>/dev/null | grep -q PONG; do
    kill -0 "$redis_pid" || { echo "Redis does not start, see $work/redis/log" >&2; return 1; }
    sleep 0.1
  done
}

redis_down() {
  [ -n "${redis_pid:-}" ] || return 0
  kill "$redis_pid" 2>/dev/null || true
  wait "$redis_pid" 2>/dev/null || true
  redis_pid=""
}
