package dev.errand.model.problem;

/** Who can do something about an error. The HTTP status follows from the code and this kind. */
public enum ErrorKind {
  /** The request is wrong: change it. */
  CALLER,
  /** The request meets a state that does not allow it. */
  CONFLICT,
  /** Too much or too often: come back later. */
  LIMIT,
  /** Something that we need is away: come back later. */
  DEPENDENCY,
  /** Our fault. */
  BUG
}
