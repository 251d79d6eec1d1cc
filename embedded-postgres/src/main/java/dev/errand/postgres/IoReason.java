package dev.errand.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Words for an input/output failure: the message of the JDK is often just the path. */
final class IoReason {

  private IoReason() {}

  static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> missing.getFile() + " does not exist and cannot be made";
      case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
      case FileSystemException other when other.getReason() != null ->
          other.getReason().toLowerCase(Locale.ROOT);
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
