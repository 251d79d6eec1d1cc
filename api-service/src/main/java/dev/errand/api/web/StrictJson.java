package dev.errand.api.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;

/** The application's JSON, read strictly: a typo must not be silently ignored. */
final class StrictJson {
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(64)
          .maxNumberLength(1000)
          .maxStringLength(8 * 1024 * 1024)
          .maxNameLength(1000)
          .build();

  private StrictJson() {}

  static ObjectMapper of(ObjectMapper application) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(CONSTRAINTS)
            .build();
    ObjectMapper strict = application.copyWith(factory);
    strict.enable(
        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    refuse(strict, LogicalType.Integer, CoercionInputShape.Float, CoercionInputShape.String);
    refuse(strict, LogicalType.Float, CoercionInputShape.String);
    refuse(
        strict,
        LogicalType.Boolean,
        CoercionInputShape.Integer,
        CoercionInputShape.Float,
        CoercionInputShape.String);
    refuse(
        strict,
        LogicalType.Textual,
        CoercionInputShape.Integer,
        CoercionInputShape.Float,
        CoercionInputShape.Boolean);
    return strict;
  }

  private static void refuse(ObjectMapper mapper, LogicalType type, CoercionInputShape... shapes) {
    mapper.coercionConfigFor(type).setCoercion(CoercionInputShape.EmptyString, emptyString(type));
    for (CoercionInputShape shape : shapes) {
      mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
    }
  }

  private static CoercionAction emptyString(LogicalType type) {
    return type == LogicalType.Textual ? CoercionAction.TryConvert : CoercionAction.Fail;
  }
}
