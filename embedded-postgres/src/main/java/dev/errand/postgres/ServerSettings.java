package dev.errand.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server's configuration, written anew at each start so that it cannot drift.
 *
 * <p>Names and values are those of <a
 * href="https://www.postgresql.org/docs/18/runtime-config.html">PostgreSQL's documentation</a>.
 */
record ServerSettings(Map<String, String> chosen) {

  /** What makes a commit durable; a promise, so no caller may change it. */
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

  private static final Map<String, String> ADDRESS =
      Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories", "");

  /** For two cores and little memory. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("shared_buffers", "128MB"),
          Map.entry("max_wal_size", "4GB"),
          Map.entry("wal_compression", "off"),
          Map.entry("jit", "off"),
          Map.entry("max_connections", "100"),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          // The client of a failed statement is told; here it would only fill the disk.
          Map.entry("log_min_messages", "log"),
          Map.entry("log_checkpoints", "off"));

  ServerSettings {
    chosen = Map.copyOf(chosen);
    for (String name : chosen.keySet()) {
      if (DURABLE.containsKey(name) || ADDRESS.containsKey(name) || name.equals("port")) {
        throw new IllegalArgumentException("the setting %s is not the caller's".formatted(name));
      }
    }
  }

  void writeTo(Path cluster, int port) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    all.putAll(chosen);
    all.putAll(DURABLE);
    all.putAll(ADDRESS);
    all.put("port", Integer.toString(port));
    Files.writeString(
        cluster.resolve("postgresql.conf"),
        all.entrySet().stream()
            .map(setting -> "%s = '%s'".formatted(setting.getKey(), quoted(setting.getValue())))
            .sorted()
            .collect(Collectors.joining("\n", "# Written by Errand at each start.\n", "\n")));
    Files.writeString(
        cluster.resolve("pg_hba.conf"),
        """
        # Written by Errand at each start.
        host all         all 127.0.0.1/32 scram-sha-256
        host replication all 127.0.0.1/32 scram-sha-256
        """);
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }
}
