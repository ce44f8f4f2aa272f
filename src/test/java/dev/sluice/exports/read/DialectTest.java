package dev.sluice.exports.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DialectTest {
  private static Dialect of(String text) {
    return Dialect.of(text, true);
  }

  @Test
  void theDelimiterIsTheOneThatRecordsHoldEquallyOften() {
    assertThat(of("a,b,c\n1,2,3\n").delimiter()).isEqualTo(',');
    assertThat(of("a\tb\tc\n1,5\t2\t3\n").delimiter()).isEqualTo('\t');
    assertThat(of("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3\n").delimiter()).isEqualTo(';');
    assertThat(of("a|b|c\n1,5|2|3\n").delimiter()).isEqualTo('|');
  }

  @Test
  void aDelimiterWithinQuotesIsText() {
    assertThat(of("\"a;b;c;d\",e\n\"1;2;3;4\",5\n\"x\"\"y;;;\",6\n").delimiter()).isEqualTo(',');
  }

  @Test
  void aTabAfterEveryIdDoesNotMakeItTabSeparated() {
    assertThat(of("Order ID,SKU ID,Name\n1\t,2\t,x\n1\t,2\t,x\n1\t,2\t,x\n").delimiter())
        .isEqualTo(',');
  }

  @Test
  void titleLinesBeforeTheTableDoNotDecide() {
    String text = "Campaign report\n\"August 1, 2026 - August 31, 2026\"\n\n";

    assertThat(of(text + "a\tb, c\td\n1\t2\t3\n1\t2\t3\n").delimiter()).isEqualTo('\t');
  }

  @Test
  void aSingleColumnNeedsNoDelimiter() {
    assertThat(of("sku\nA-1\nA-2\n").delimiter()).isEqualTo(',');
    assertThat(of("sku").delimiter()).isEqualTo(',');
  }

  @Test
  void aRecordCutByTheEndOfTheHeadDoesNotDecide() {
    assertThat(Dialect.of("a;b,c,d\n1;2,2;3", false).delimiter()).isEqualTo(',');
    assertThat(Dialect.of("a;b;c,d", false).delimiter()).isEqualTo(';');
  }

  @Test
  void anAnnouncedSeparatorIsTakenWhateverItIs() {
    assertThat(of("sep=;\na,b;c\n")).isEqualTo(new Dialect(';', true));
    assertThat(of("\"sep=|\"\r\na,b\n")).isEqualTo(new Dialect('|', true));
    assertThat(of("sep=^\n")).isEqualTo(new Dialect('^', true));
    assertThat(of("sep=,b\n1,2\n")).isEqualTo(new Dialect(',', false));
  }
}
