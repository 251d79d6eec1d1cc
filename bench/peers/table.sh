#!/usr/bin/env bash
# Turns the rows of run.sh into medians: peers.tsv, peers.json and peers.md. Arguments: rows, directory.
set -eu
rows=$1 directory=$2

sort -t "$(printf '\t')" -k1,1 -k2,2 -k3,3g "$rows" | awk -F'\t' '
  function flush() { if (n) print name, metric, value[int((n + 1) / 2)], unit, n; n = 0 }
  BEGIN { OFS = "\t" }
  $1 != name || $2 != metric { flush() }
  { name = $1; metric = $2; unit = $4; value[++n] = $3 }
  END { flush() }' >"$directory/peers.tsv"

awk -F'\t' '
  BEGIN { print "[" }
  { printf "%s  {\"system\": \"%s\", \"figure\": \"%s\", \"value\": %s, \"unit\": \"%s\", \"rounds\": %d}",
      (NR > 1 ? ",\n" : ""), $1, $2, $3, $4, $5 }
  END { print "\n]" }' "$directory/peers.tsv" >"$directory/peers.json"

awk -F'\t' '
  function shown(v) { return v == "" ? "–" : v >= 100 ? sprintf("%.0f", v) : sprintf("%.1f", v) }
  NR == FNR { if (!($1 in seen)) { seen[$1] = 1; names[++n] = $1 }; next } # in the order of measuring
  $2 !~ /^sweep/ { v[$1, $2] = $3 }
  END {
    m = split("process process_million enqueue_single enqueue_bulk_x1 enqueue_bulk_x4 e2e_single e2e_bulk pickup_p50 pickup_p95 pickup_p99 http_64", figures, " ")
    head = "| system |"; line = "|---|"
    for (i = 1; i <= m; i++) { head = head " " figures[i] " |"; line = line "---:|" }
    print head; print line
    for (j = 1; j <= n; j++) {
      row = "| " names[j] " |"
      for (i = 1; i <= m; i++) row = row " " shown(v[names[j], figures[i]]) " |"
      print row
    }
  }' "$rows" "$directory/peers.tsv" | tee "$directory/peers.md"
