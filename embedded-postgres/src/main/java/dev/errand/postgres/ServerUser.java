package dev.errand.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As whom the server's programs run: PostgreSQL refuses to be started by root. */
sealed interface ServerUser {

  /** The command that runs {@code command} as this user. */
  List<String> running(List<String> command);

  /** Makes this user the owner of a tree that another user may have left. */
  void own(Path tree) throws IOException;

  /** The ways to try in this process, best first. */
  static List<ServerUser> candidates() {
    if (new UnixSystem().getUid() != 0) {
      return List.of(new Caller());
    }
    List<ServerUser> candidates = new ArrayList<>(List.of(new RootInUserNamespace()));
    for (String name : List.of("postgres", "nobody")) {
      Account.named(name).ifPresent(account -> candidates.add(new OtherUser(account)));
    }
    return candidates;
  }

  /** An ordinary user runs its own server. */
  record Caller() implements ServerUser {
    @Override
    public List<String> running(List<String> command) {
      return command;
    }

    @Override
    public void own(Path tree) {
      // What belongs to somebody else cannot be taken by an ordinary user.
    }
  }

  /**
   * Root without a mapping of user ids: the kernel lets it read and write root's files, PostgreSQL
   * sees an unprivileged user. Works in root's home, where another user could not enter.
   */
  record RootInUserNamespace() implements ServerUser {
    @Override
    public List<String> running(List<String> command) {
      return prefixed(List.of("unshare", "--user", "--"), command);
    }

    @Override
    public void own(Path tree) throws IOException {
      giveTo(tree, new Account("root", 0, 0));
    }
  }

  /** For containers, which usually forbid name spaces but let root become another user. */
  record OtherUser(Account account) implements ServerUser {
    @Override
    public List<String> running(List<String> command) {
      return prefixed(
          List.of(
              "setpriv",
              "--reuid=" + account.uid(),
              "--regid=" + account.gid(),
              "--clear-groups",
              "--"),
          command);
    }

    @Override
    public void own(Path tree) throws IOException {
      giveTo(tree, account);
    }
  }

  private static List<String> prefixed(List<String> prefix, List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  private static void giveTo(Path tree, Account account) throws IOException {
    Object owner = Files.getAttribute(tree, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(account.uid())) {
      FileTree.giveTo(tree, account.uid(), account.gid());
    }
  }
}
