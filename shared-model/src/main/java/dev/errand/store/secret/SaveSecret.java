package dev.errand.store.secret;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Keeps a new secret, unless another replica was faster. */
@CrossTenant("Secrets belong to the installation, not to a tenant.")
public final class SaveSecret {
  private static final String SQL =
      """
      /* secret.save */
      insert into secret (name, value)
      values ($1, $2)
      on conflict (name) do nothing
      """;

  private SaveSecret() {}

  public static Uni<Void> run(Sql sql, String name, byte[] value) {
    return sql.run(SQL, Columns.parameters(name, Buffer.buffer(value))).replaceWithVoid();
  }
}
