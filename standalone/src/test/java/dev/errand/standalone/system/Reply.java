package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What the API answered. */
record Reply(int status, HttpHeaders headers, JsonNode body) {

  /** The body of an answer that must have that status. */
  JsonNode as(int expected) {
    assertThat(status).as("status of %s", body).isEqualTo(expected);
    return body;
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String code() {
    return body.path("code").asText();
  }
}
