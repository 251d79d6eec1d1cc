package dev.errand.cli.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.paper.Json;

/**
 * What one check has found.
 *
 * @param subject what was looked at
 * @param advice what to do; empty when all is well
 */
record Finding(Level level, String subject, String detail, String advice) {

  /** How bad it is. */
  enum Level {
    OK("ok"),
    WARNING("warning"),
    TROUBLE("trouble");

    private final String word;

    Level(String word) {
      this.word = word;
    }
  }

  static Finding ok(String subject, String detail) {
    return new Finding(Level.OK, subject, detail, "");
  }

  static Finding warning(String subject, String detail, String advice) {
    return new Finding(Level.WARNING, subject, detail, advice);
  }

  static Finding trouble(String subject, String detail, String advice) {
    return new Finding(Level.TROUBLE, subject, detail, advice);
  }

  boolean isTrouble() {
    return level == Level.TROUBLE;
  }

  ObjectNode json() {
    return Json.object()
        .put("level", level.word)
        .put("subject", subject)
        .put("detail", detail)
        .put("advice", advice);
  }
}
