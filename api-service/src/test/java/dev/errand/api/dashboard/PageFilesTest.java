package dev.errand.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PageFilesTest {
  @Test
  void aFileIsCompressedWhereThatMakesItSmaller() throws IOException {
    byte[] large = "all work and no play ".repeat(200).getBytes(StandardCharsets.UTF_8);

    PageFile file = PageFile.of("assets/a.js", large);

    assertThat(file.isZipped()).isTrue();
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(file.zipped()))) {
      assertThat(zip.readAllBytes()).isEqualTo(large);
    }
    assertThat(PageFile.of("a.txt", new byte[] {'x'}).isZipped()).isFalse();
  }

  @Test
  void aFileHasTheTypeOfItsEndingAndATagOfItsContent() {
    PageFile one = PageFile.of("a.woff2", new byte[] {1});

    assertThat(one.type()).isEqualTo("font/woff2");
    assertThat(one.tag()).isNotEqualTo(PageFile.of("a.woff2", new byte[] {2}).tag());
    assertThat(one.tag()).isEqualTo(PageFile.of("b.woff2", new byte[] {1}).tag());
  }

  @Test
  void thePageNamesPathsBelowTheRoot() {
    var files = new PageFiles("/errand");

    assertThat(files.root()).isEqualTo("/errand/");
    if (files.areThere()) {
      String page = new String(files.page().bytes(), StandardCharsets.UTF_8);
      assertThat(page).contains("content=\"/errand/\"").doesNotContain("=\"/assets");
    }
  }
}
