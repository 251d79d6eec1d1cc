package dev.errand.store.audit;

import dev.errand.model.tenant.Principal;
import java.util.Locale;

/** In what capacity somebody acted. */
public enum ActorKind {
  /** Somebody who has not shown who it is. */
  NOBODY,
  USER,
  /** The platform's operator. */
  ADMIN,
  API_KEY,
  /** Errand itself, or its operator by a command. */
  SYSTEM;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ActorKind of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  static ActorKind of(Principal actor) {
    return switch (actor.kind()) {
      case USER -> actor.admin() ? ADMIN : USER;
      case API_KEY -> API_KEY;
    };
  }
}
