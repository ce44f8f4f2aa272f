package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exports.Receipt.Status;
import dev.sluice.workspace.Engine;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the numbers of an export mean once they are facts. */
class MeaningTest {
  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = Workspace.write(folder.resolve("w.duckdb"), Engine.standard());
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private Receipt load(String name, String text) throws IOException {
    Imports.Terms terms =
        new Imports.Terms(
            null,
            "harbor",
            null,
            null,
            null,
            null,
            null,
            false,
            false,
            Instant.parse("2026-11-22T00:00:00Z"));
    Path file = Files.writeString(folder.resolve(name), text);
    return new Imports(workspace, terms).file(file, name);
  }

  /** The rows of a question, cells joined by a bar, a line each. */
  private String ask(String sql) {
    StringBuilder lines = new StringBuilder();
    for (List<@Nullable Object> row : workspace.query("q", Sql.composed("q", sql)).rows()) {
      lines.append(String.join("|", row.stream().map(String::valueOf).toList())).append('\n');
    }
    return lines.toString();
  }

  private static final String DOUYIN =
      """
      \ufeff主订单编号,子订单编号,选购商品,商品数量,商品ID,商家编码,商品单价,订单应付金额,订单提交时间,支付完成时间,订单状态,售后状态,收件人
      "\t6900000000000000101","\t6900000000000000101","\t海带丝",2,"\t3500000000000000001","\tA-1",14.50,28.90,2026-09-22 00:54:10,2026-09-22 00:55:00,已完成,退款成功,##密文
      "\t6900000000000000102","\t6900000000000000103","\t海带丝",1,"\t3500000000000000001","\tA-1",14.50,14.50,2026-09-22 01:00:00,2026-09-22 01:00:30,已发货,-,##密文
      "\t6900000000000000102","\t6900000000000000104","\t紫菜",1,"\t3500000000000000002","\tA-2",9.90,"1,009.90",2026-09-22 01:00:00,2026-09-22 01:00:30,已发货,售后关闭,##密文
      "\t6900000000000000105","\t6900000000000000105","\t紫菜",1,"\t3500000000000000002","\tA-2",9.90,9.90,2026-09-22 02:00:00,-,已关闭,-,##密文
      """;

  @Test
  void aDouyinOrderIsPaidByItsTimeAndRefundedByItsState() throws IOException {
    Receipt receipt = load("1790100000_0a1b.csv", DOUYIN);

    assertThat(receipt.report()).isEqualTo("douyin.orders");
    assertThat(receipt.status()).isEqualTo(Status.LOADED);
    assertThat(
            ask(
                "SELECT order_id, line_id, product, quantity, unit_price, amount, currency, paid,"
                    + " as_of FROM order_line ORDER BY line_id"))
        .isEqualTo(
            """
            6900000000000000101|6900000000000000101|3500000000000000001|2|14.5000|28.90|CNY|true|2026-09-22T18:00Z
            6900000000000000102|6900000000000000103|3500000000000000001|1|14.5000|14.50|CNY|true|2026-09-22T18:00Z
            6900000000000000102|6900000000000000104|3500000000000000002|1|9.9000|1009.90|CNY|true|2026-09-22T18:00Z
            6900000000000000105|6900000000000000105|3500000000000000002|1|9.9000|9.90|CNY|false|2026-09-22T18:00Z
            """);
    assertThat(ask("SELECT line_id, quantity, amount, refunded_at, time_basis FROM refund"))
        .isEqualTo("6900000000000000101|2|28.90|null|unknown\n");
  }

  @Test
  void withoutATimeOfPaymentTheStateOfADouyinOrderTells() throws IOException {
    load("orders.csv", DOUYIN.replace("支付完成时间", "买家留言"));

    assertThat(ask("SELECT paid, count(*) FROM order_line GROUP BY 1 ORDER BY 1 NULLS LAST"))
        .isEqualTo("true|3\nnull|1\n");
  }
}
