package dev.errand.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What is done to a whole tree of files; links are never followed. */
final class FileTree {

  private FileTree() {}

  /** Deletes the tree; files that vanish meanwhile are no failure. */
  static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new EachFile() {
          @Override
          void visit(Path path) throws IOException {
            Files.deleteIfExists(path);
          }
        });
  }

  /** Gives the tree to another user; for root only. */
  static void giveTo(Path root, int uid, int gid) throws IOException {
    Files.walkFileTree(
        root,
        new EachFile() {
          @Override
          void visit(Path path) throws IOException {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
          }
        });
  }

  private abstract static class EachFile extends SimpleFileVisitor<Path> {

    abstract void visit(Path path) throws IOException;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      visit(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      visit(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
