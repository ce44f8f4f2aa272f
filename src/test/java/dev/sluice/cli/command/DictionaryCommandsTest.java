package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.cli.Cli;
import dev.sluice.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sluice metrics} and {@code sluice explain}, by their command lines. */
class DictionaryCommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int sluice(String... args) {
    return sluice(Terminal.none(), args);
  }

  private int sluice(Terminal terminal, String... args) {
    return new Cli(
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            Map.of(),
            terminal)
        .run(args);
  }

  @Test
  void metrics_lists_those_with_the_part_in_their_name() {
    assertThat(sluice("metrics", "gpm")).isZero();
    assertThat(out)
        .hasToString(
            """
            name       en         zh                unit   basis  formula
            ─────────  ─────────  ────────────────  ─────  ─────  ─────────────────────────────
            show_gpm   show GPM   千次曝光成交金额  money  money  paid_gmv / impressions * 1000
            watch_gpm  watch GPM  千次观看成交金额  money  money  paid_gmv / views * 1000
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void metrics_without_a_part_lists_all_of_them() throws IOException {
    assertThat(sluice("metrics", "--format", "json")).isZero();

    JsonNode answer = new JsonMapper().readTree(out.toString());
    assertThat(answer.path("schema").textValue()).isEqualTo("sluice.metrics/1");
    assertThat(answer.path("rows").size()).isGreaterThan(100);
    assertThat(answer.path("rows").path(0).path("name").textValue()).isEqualTo("impressions");
    assertThat(answer.path("rows").path(0).path("formula").isNull()).isTrue();
  }

  @Test
  void metrics_that_finds_none_says_so() {
    assertThat(sluice("metrics", "no such thing")).isZero();
    assertThat(out.toString()).contains("(no rows)");
  }

  @Test
  void metrics_in_a_terminal_too_narrow_for_a_table_is_a_block_each() {
    assertThat(sluice(new Terminal(true, true, 40), "metrics", "show_gpm", "--no-color")).isZero();
    assertThat(out)
        .hasToString(
            """
            name     show_gpm
            en       show GPM
            zh       千次曝光成交金额
            unit     money
            basis    money
            formula  paid_gmv / impressions * 1000
            """);
  }

  @Test
  void explain_tells_all_about_one_metric() {
    assertThat(sluice("explain", "ctor")).isZero();
    assertThat(out.toString())
        .startsWith(
            """
            name                 ctor
            en                   click-to-order rate (CTOR)
            zh                   商品点击-成交率(次数)
            definition           Paid orders for each product click.
            formula              orders / product_clicks
            basis                orders
            unit                 fraction
            denominator          product_clicks
            time basis           paid
            scope                in-room
            refund treatment     refunded orders still count
            maturity             –
            stored               no
            labels douyin        商品点击-成交率(次数), 点击成交转化率(次数)
            labels tiktok-shop   CTOR, Click-to-order rate (LIVE)
            labels shopee        co
            differs shopee       Placed orders, paid or not.
            """)
        .endsWith("grade                A\n");
  }

  @Test
  void explain_in_json_keeps_labels_by_platform() throws IOException {
    assertThat(sluice("explain", "views", "-f", "json")).isZero();

    JsonNode answer = new JsonMapper().readTree(out.toString());
    assertThat(answer.path("schema").textValue()).isEqualTo("sluice.explain/1");
    assertThat(answer.path("basis").textValue()).isEqualTo("pv");
    assertThat(answer.path("stored").booleanValue()).isTrue();
    assertThat(answer.path("labels").path("tiktok-shop")).hasToString("[\"Views\",\"LIVE views\"]");
    assertThat(answer.path("differs").path("tiktok-ads").isTextual()).isTrue();
  }

  @Test
  void explain_of_an_unknown_name_is_a_usage_error_that_names_the_nearest() {
    assertThat(sluice("explain", "sellthrough")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err)
        .hasToString(
            """
            error: there is no metric named sellthrough
            hint: the nearest is sell_through; 'sluice metrics' lists them
            """);
  }

  @Test
  void explain_needs_a_name() {
    assertThat(sluice("explain")).isEqualTo(2);
    assertThat(err.toString()).startsWith("error: Missing required parameter: 'NAME'");
  }

  @ParameterizedTest(name = "{0} is nearest to {1}")
  @CsvSource({
    "veiws,          views",
    "CTOR,           ctor",
    "watch-gpm,      watch_gpm",
    "sellthrough,    sell_through",
    "paidgmv,        paid_gmv",
    "直播间观看次数, views"
  })
  void explain_names_the_nearest_by_name_or_by_a_platforms_label(String asked, String nearest) {
    assertThat(sluice("explain", asked)).isEqualTo(2);
    assertThat(err.toString()).contains("hint: the nearest is " + nearest + ";");
  }
}
