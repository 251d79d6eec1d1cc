package dev.errand.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * What is needed to connect to one server: its port and the generated passwords. The passwords need
 * no escaping in a URL or in SQL.
 */
record Access(int port, String ownerPassword, String superuserPassword) {

  static final String OWNER = "errand";
  static final String SUPERUSER = "postgres";

  static Access generated(int port) {
    return new Access(port, generatedPassword(), generatedPassword());
  }

  private static String generatedPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  static Access readFrom(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new ByteArrayInputStream(Files.readAllBytes(file)));
    try {
      return new Access(
          Integer.parseInt(required(properties, "port")),
          required(properties, "password"),
          required(properties, "superuser.password"));
    } catch (IllegalArgumentException damaged) {
      throw new IOException("%s is damaged: %s".formatted(file, damaged.getMessage()), damaged);
    }
  }

  private static String required(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + key);
    }
    return value;
  }

  /** Writes the file whole or not at all, readable by its owner alone. */
  void writeTo(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        unfinished,
        """
        port=%d
        user=%s
        password=%s
        superuser.password=%s
        """
            .formatted(port, OWNER, ownerPassword, superuserPassword),
        UTF_8);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Access withPort(int other) {
    return new Access(other, ownerPassword, superuserPassword);
  }

  String ownerUrl(String database) {
    return url(OWNER, ownerPassword, database);
  }

  String superuserUrl(String database) {
    return url(SUPERUSER, superuserPassword, database);
  }

  private String url(String user, String password, String database) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(user, password, port, database);
  }

  /** Never shows a password. */
  @Override
  public String toString() {
    return "Access[port=%d]".formatted(port);
  }
}
