package dev.errand.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Sees to it that a directory holds a cluster of our version and that we know its passwords. */
record ClusterPreparation(DataDirectory directory, Programs programs) {

  /** Makes what is missing; the answer opens the cluster. */
  Access prepare() throws IOException {
    boolean exists = Files.exists(directory.cluster());
    if (exists) {
      requireOurVersion();
    }
    Access access = access(exists);
    if (!exists) {
      create(access);
    }
    return access;
  }

  private void requireOurVersion() throws IOException {
    String found = Files.readString(directory.cluster().resolve("PG_VERSION")).strip();
    if (!found.equals(Binaries.majorVersion())) {
      throw new EmbeddedPostgresException(
          "%s was written by PostgreSQL %s and this Errand brings %s: carry it over with pg_dump"
              .formatted(directory.cluster(), found, Binaries.majorVersion()));
    }
  }

  private Access access(boolean clusterExists) throws IOException {
    Path file = directory.connectionFile();
    if (Files.exists(file)) {
      return Access.readFrom(file);
    }
    if (clusterExists) {
      throw new EmbeddedPostgresException(
          "%s is missing, and with it the passwords of the database".formatted(file));
    }
    Access access = Access.generated(FreePort.any());
    access.writeTo(file);
    return access;
  }

  /** Makes the cluster beside its place and moves it there whole: a start may be interrupted. */
  private void create(Access access) throws IOException {
    Path cluster = directory.unfinishedCluster();
    if (Files.exists(cluster)) {
      FileTree.delete(cluster);
    }
    require(programs.run("initdb", initdbArguments(cluster), ""));
    require(programs.run("postgres", singleUserArguments(cluster), roleAndDatabase(access)));
    Files.move(cluster, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
    // Were the rename lost in a power failure, the next start would take the cluster for
    // unfinished.
    try (FileChannel folder = FileChannel.open(directory.root(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static List<String> initdbArguments(Path cluster) {
    return List.of(
        "--pgdata=" + cluster,
        "--username=" + Access.SUPERUSER,
        "--encoding=UTF8",
        // Ships with the server, so it sorts and folds the same on every machine.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-locale",
        // Nobody is let in until pg_hba.conf is written.
        "--auth=reject");
  }

  private static List<String> singleUserArguments(Path cluster) {
    return List.of(
        "--single",
        "-D",
        cluster.toString(),
        "-c",
        "exit_on_error=on",
        // A failing statement would be printed with its password.
        "-c",
        "log_min_error_statement=panic",
        "postgres");
  }

  private static String roleAndDatabase(Access access) {
    return """
    alter role %s password '%s';
    create role %s login createrole password '%s';
    grant pg_maintain to %3$s;
    create database %3$s owner %3$s;
    """
        .formatted(
            Access.SUPERUSER, access.superuserPassword(), Access.OWNER, access.ownerPassword());
  }

  private static void require(Command.Ended ended) {
    if (!ended.succeeded()) {
      throw new EmbeddedPostgresException(
          "cannot create the database: " + ServerLog.reasonIn(ended.output()));
    }
  }
}
