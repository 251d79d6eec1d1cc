package dev.errand.worker.handlers;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a handler's input, with its Jakarta constraints, so that the API can refuse
 * what a handler would refuse, wherever the handler runs.
 */
final class InputSchema {
  private static final SchemaGenerator GENERATOR =
      new SchemaGenerator(
          new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
              .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
              .with(new JacksonModule())
              .with(
                  new JakartaValidationModule(
                      JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                      JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS))
              .build());

  private InputSchema() {}

  /**
   * @return the schema as JSON text; null for a handler that takes any JSON
   */
  static @Nullable String of(JavaType input) {
    Class<?> raw = input.getRawClass();
    if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
      return null;
    }
    return GENERATOR.generateSchema(raw).toString();
  }
}
