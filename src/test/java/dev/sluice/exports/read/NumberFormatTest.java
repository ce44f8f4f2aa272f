package dev.sluice.exports.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\u0001',
      textBlock =
          """
          General                              ~ NUMBER
          0                                    ~ NUMBER
          #,##0.00                             ~ NUMBER
          0%                                   ~ NUMBER
          0.00E+00                             ~ NUMBER
          @                                    ~ NUMBER
          [Red]0.00;[Blue]-0.00                ~ NUMBER
          0.00 USD                             ~ NUMBER
          #,##0 "days"                         ~ NUMBER
          #,##0\\ "₫"                          ~ NUMBER
          [$USD] #,##0.00_);[Red]\\(0.00\\)    ~ NUMBER
          [>=1000000]0.0,,"M"                  ~ NUMBER
          "d"                                  ~ NUMBER
          yyyy-mm-dd                           ~ DATE
          yyyy/m/d;@                           ~ DATE
          [$-804]yyyy"年"m"月"d"日"             ~ DATE
          yyyy年m月d日                          ~ DATE
          mmm                                  ~ DATE
          d-mmm-yy                             ~ DATE
          m/d/yy h:mm                          ~ DATE_TIME
          YYYY-MM-DD HH:MM:SS                  ~ DATE_TIME
          [$-409]m/d/yyyy\\ h:mm\\ AM/PM       ~ DATE_TIME
          yyyy-mm-dd hh:mm:ss.000              ~ DATE_TIME_MILLIS
          h:mm:ss                              ~ TIME
          h:mm AM/PM                           ~ TIME
          [$-804]上午/下午h"时"mm"分"            ~ TIME
          mm:ss.0                              ~ TIME
          [h]:mm:ss                            ~ TIME
          [mm]:ss                              ~ TIME
          [ss].00                              ~ TIME
          """)
  void aFormatCodeSaysWhatTheNumberIs(String code, NumberFormat format) {
    assertThat(NumberFormat.of(164, code)).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({"27, DATE", "31, DATE", "32, TIME", "35, TIME", "36, DATE", "55, TIME", "58, DATE"})
  void theFormatsOfEastAsianSpreadsheetsHaveNoCode(int id, NumberFormat format) {
    assertThat(NumberFormat.of(id, null)).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({"0", "26", "37", "49", "59", "200"})
  void anUnknownFormatIsANumbers(int id) {
    assertThat(NumberFormat.of(id, null)).isEqualTo(NumberFormat.NUMBER);
  }
}
