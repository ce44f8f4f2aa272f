package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pages of reviews in a headless Chromium: no barriers that axe finds, by day and by night;
 * every control can be reached by keyboard; no word on the console and no request.
 */
class ReviewPageInBrowserTest {
  /** Sets data-… of the page's root once axe has looked at all of it. */
  private static final String LOOK =
      """
      document.querySelectorAll('details').forEach(function (one) { one.open = true; });
      axe.run(document, {preload: false}).then(function (result) {
        var root = document.documentElement;
        root.dataset.violations = result.violations.map(function (one) {
          return one.id + ' at ' + one.nodes[0].html;
        }).join('; ') || 'none';
        root.dataset.passes = result.passes.length;
        root.dataset.dark = matchMedia('(prefers-color-scheme: dark)').matches;
        var controls = Array.from(document.querySelectorAll('a, summary, [tabindex]'));
        root.dataset.unreached = controls.filter(function (one) {
          one.focus();
          return document.activeElement !== one;
        }).length;
        root.dataset.controls = controls.length;
      });
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void importSamples() {
    sluice(
        "import",
        "samples/douyin/live-sessions.xlsx",
        "samples/generic/minutes.csv",
        "samples/generic/orders.csv",
        "samples/generic/layers.csv",
        "samples/generic/products.csv",
        "--shop",
        "qinghe-home",
        "--currency",
        "CNY",
        "--tz",
        "Asia/Shanghai");
  }

  private static void sluice(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("-q", "--now", "2026-11-20T00:00:00Z"));
    Ran ran =
        Ran.sluice(
            Map.of("SLUICE_WORKSPACE", folder.resolve("sluice.duckdb").toString()),
            line.toArray(String[]::new));
    assertThat(ran.exit()).as(ran.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--broadcast, qinghe-home@2026-10-20T20:00:00, en, false",
    "--broadcast, qinghe-home@2026-10-20T20:00:00, zh, true",
    "--date, 2026-10, en, true",
    "--date, 2026-10, zh, false"
  })
  void hasNoBarriers(String option, String of, String language, boolean dark) throws Exception {
    Path page = folder.resolve(language + dark + of.replace(':', '-') + ".html");
    sluice("review", option, of, "--lang", language, "-o", page.toString());
    String html = Files.readString(page);
    if (language.equals("zh")) {
      assertThat(html.substring(html.indexOf("id=\"notes\"")).lines())
          .filteredOn(line -> line.startsWith("<li>"))
          .isNotEmpty()
          .allMatch(line -> line.codePoints().anyMatch(Character::isIdeographic));
    }
    int end = html.lastIndexOf("</body>");
    Files.writeString(
        page,
        html.substring(0, end)
            + "<script>"
            + axe()
            + "</script><script>"
            + LOOK
            + "</script>"
            + html.substring(end));

    Chromium.Shown shown =
        Chromium.show(
            page,
            // Chromium's own numbers: 0 is dark, 1 is light.
            "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
            "--virtual-time-budget=30000");

    assertThat(shown.console()).as("errors, and requests that the page forbids itself").isEmpty();
    assertThat(data(shown, "dark")).isEqualTo(String.valueOf(dark));
    assertThat(data(shown, "violations")).isEqualTo("none");
    assertThat(Integer.parseInt(data(shown, "passes"))).isGreaterThan(20);
    assertThat(Integer.parseInt(data(shown, "controls"))).isGreaterThan(10);
    assertThat(data(shown, "unreached")).as("controls that take no focus").isEqualTo("0");
  }

  private static String data(Chromium.Shown shown, String name) {
    Matcher found =
        Pattern.compile("<html[^>]* data-" + name + "=\"([^\"]*)\"").matcher(shown.dom());
    assertThat(found.find()).as("axe ended").isTrue();
    return found.group(1);
  }

  private static String axe() throws IOException {
    try (InputStream in = ReviewPageInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
