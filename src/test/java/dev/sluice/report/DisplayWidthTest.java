package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing                   | ''           | 0
          ASCII                     | views        | 5
          accented, composed        | é            | 1
          accented, combining       | e\u0301      | 1
          Chinese                   | 直播间       | 6
          full-width punctuation    | （）：，     | 8
          full-width letters        | ＡＢ         | 4
          half-width katakana       | ｶﾅ           | 2
          CJK quotation marks       | 「」         | 4
          Japanese                  | ひらカナ     | 8
          Hangul                    | 한국         | 4
          Hangul, decomposed        | \u1112\u1161\u11ab | 2
          Thai with vowels and tones| ที่นี่         | 2
          Thai, six columns         | คำสั่งซื้อ      | 6
          Vietnamese, combining     | ta\u0323     | 2
          supplementary ideograph   | 𠮷           | 2
          beyond the last assigned  | \ud880\udf50 | 2
          emoji                     | 😀🔥         | 4
          emoji with skin tone      | 👍🏽          | 2
          family of four            | 👨‍👩‍👧‍👦          | 2
          heart asked for as emoji  | ❤️           | 2
          heart as text             | ❤            | 1
          heart on fire             | ❤️‍🔥         | 2
          shrugging man             | 🤷‍♂️         | 2
          flag                      | 🇨🇳           | 2
          keycap                    | 1️⃣           | 2
          ellipsis and dash         | …–─          | 3
          zero-width space          | a\u200bb     | 2
          dong and baht             | ₫฿           | 2
          """)
  void takes_the_columns_that_a_terminal_gives_it(String what, String text, int columns) {
    assertThat(DisplayWidth.of(text)).as(what).isEqualTo(columns);
  }

  @Test
  void ranges_hold_their_first_and_last_and_nothing_beside() {
    assertThat(DisplayWidth.of("\u2E80")).isEqualTo(2);
    assertThat(DisplayWidth.of("\u2E7F")).isEqualTo(1);
    assertThat(DisplayWidth.of("\u303E")).isEqualTo(2);
    assertThat(DisplayWidth.of("\u303F")).isEqualTo(1);
    assertThat(DisplayWidth.of("\uFF60")).isEqualTo(2);
    assertThat(DisplayWidth.of("\uFF61")).isEqualTo(1);
    assertThat(DisplayWidth.of("\u23F0")).isEqualTo(2);
    assertThat(DisplayWidth.of("\u23F1")).isEqualTo(1);
  }

  @Test
  void cuts_to_the_columns_and_never_through_a_character() {
    assertThat(DisplayWidth.cut("views", 5)).isEqualTo("views");
    assertThat(DisplayWidth.cut("views", 4)).isEqualTo("vie…");
    assertThat(DisplayWidth.cut("直播间", 6)).isEqualTo("直播间");
    assertThat(DisplayWidth.cut("直播间", 5)).isEqualTo("直播…");
    assertThat(DisplayWidth.cut("直播间", 4)).isEqualTo("直…");
    assertThat(DisplayWidth.cut("ที่นี่ดี", 2)).isEqualTo("ที่…");
    assertThat(DisplayWidth.cut("😀😀", 3)).isEqualTo("😀…");
    assertThat(DisplayWidth.cut("👨‍👩‍👧‍👦abc", 3)).isEqualTo("👨‍👩‍👧‍👦…");
  }

  @Test
  void wraps_at_spaces_and_where_there_are_none_anywhere() {
    assertThat(DisplayWidth.wrap("paid orders for each click", 12))
        .containsExactly("paid orders", "for each", "click");
    assertThat(DisplayWidth.wrap("paid orders", 11)).containsExactly("paid orders");
    assertThat(DisplayWidth.wrap("直播间成交金额", 6)).containsExactly("直播间", "成交金", "额");
    assertThat(DisplayWidth.wrap("直播间", 3)).containsExactly("直", "播", "间");
    assertThat(DisplayWidth.wrap("a 直播间成交金额", 6)).containsExactly("a 直播", "间成交", "金额");
    assertThat(DisplayWidth.wrap("", 6)).containsExactly("");
  }
}
