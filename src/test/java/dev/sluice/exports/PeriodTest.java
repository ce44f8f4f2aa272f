package dev.sluice.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-10-07 ~ 2026-11-03|2026-10-07|2026-11-03
          2026-10-07|2026-10-07|2026-10-07
          [Rango de fechas]: 2026-10-01 ~ 2026-10-31|2026-10-01|2026-10-31
          Fecha del análisis: 01/10/2026-31/10/2026, Fecha de comparación: 31/08/2026-30/09/2026|2026-10-01|2026-10-31
          Fecha del análisis: 05/10/2026~04/11/2026|2026-10-05|2026-11-04
          10/05/2026-10/31/2026|2026-10-05|2026-10-31
          Date Start: 2026-09-30 - Date End: 2026-10-31|2026-09-30|2026-10-31
          # Property: 412345678 # Start date: 20261001 # End date: 20261031|2026-10-01|2026-10-31
          Campaign report October 1, 2026 - October 31, 2026|2026-10-01|2026-10-31
          统计时间：2026年10月1日 至 2026年10月7日|2026-10-01|2026-10-07
          id 20269999, 2026-10-02|2026-10-02|2026-10-02
          """)
  void theRowsAboveAHeaderTellIt(String text, String first, String last) {
    assertThat(Period.above(text)).isEqualTo(Period.parse(first + ".." + last));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Order.all.20261001_20261031.xlsx|2026-10-01|2026-10-31
          shop-Campaign Report-2026-10-01 to 2026-10-05 (1).xlsx|2026-10-01|2026-10-05
          ข้อมูล-Shopee-Ads-01_10_2026-31_10_2026.csv|2026-10-01|2026-10-31
          """)
  void theNameOfAFileTellsItByTwoDates(String name, String first, String last) {
    assertThat(Period.inName(name)).isEqualTo(Period.parse(first + ".." + last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BusinessReport-05-11-2026 (1).csv",
        "product_list_20261029.xlsx",
        "Core Stats_20261104172313.xlsx",
        "from 2026-10-31 to 2026-10-01.csv"
      })
  void aSingleDateInANameIsTheDayOfTheDownload(String name) {
    assertThat(Period.inName(name)).isNull();
  }

  @Test
  void anOptionThatIsNoSpanIsRefused() {
    assertThat(Period.parse("2026-10-01")).isEqualTo(Period.parse("2026-10-01..2026-10-01"));
    for (String text : new String[] {"", "October", "2026-10-31..2026-10-01", "2026-10-01..x"}) {
      assertThatThrownBy(() -> Period.parse(text))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("is not a span of days");
    }
  }
}
