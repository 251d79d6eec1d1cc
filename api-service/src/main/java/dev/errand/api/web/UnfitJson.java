package dev.errand.api.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A value that is JSON but that we cannot keep; its message is for the caller. */
public final class UnfitJson extends MismatchedInputException {
  public UnfitJson(JsonParser parser, String detail) {
    super(parser, detail);
  }
}
