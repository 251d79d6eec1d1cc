package dev.errand.model.tenant;

/** In what manner somebody asks. */
public enum PrincipalKind {
  /** A person who signed in. */
  USER,
  /** A program with a key that a person made. */
  API_KEY
}
