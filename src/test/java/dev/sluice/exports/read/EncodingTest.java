package dev.sluice.exports.read;

import static dev.sluice.exports.read.Reading.onlyTable;
import static dev.sluice.exports.read.Reading.open;
import static dev.sluice.exports.read.Reading.refusal;
import static dev.sluice.exports.read.Reading.rows;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String TEXT = "订单编号,总金额\n第一单,21.00\n";
  private static final String MARK = "\uFEFF";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "UTF-8, false, UTF-8",
    "UTF-8, true, UTF-8-BOM",
    "UTF-16LE, true, UTF-16LE",
    "UTF-16LE, false, UTF-16LE",
    "UTF-16BE, true, UTF-16BE",
    "UTF-16BE, false, UTF-16BE",
    "GB18030, false, GB18030",
    "GBK, false, GB18030",
    "GB2312, false, GB18030"
  })
  void theSameTextIsReadInEveryEncoding(Charset charset, boolean mark, String label) {
    ExportFile file = open(folder, (mark ? MARK : "") + TEXT, charset);

    assertThat(onlyTable(file).encoding()).isEqualTo(label);
    assertThat(onlyTable(file).sheet()).isNull();
    assertThat(rows(file)).containsExactly(List.of("订单编号", "总金额"), List.of("第一单", "21.00"));
  }

  @Test
  void plainAsciiIsUtf8() {
    assertThat(onlyTable(open(folder, "id,n\n1,2\n", UTF_8)).encoding()).isEqualTo("UTF-8");
  }

  @Test
  void charactersAcrossTheSeamsOfTheReadingAreWhole() {
    for (int shift = 0; shift < 4; shift++) {
      String text = "x".repeat(shift) + ",订单\n" + "😀一,二\n".repeat(20_000);
      for (Charset charset : List.of(UTF_8, GB18030, UTF_16LE)) {
        List<List<String>> rows = rows(open(folder, text, charset));

        assertThat(rows).hasSize(20_001).endsWith(List.of("😀一", "二"));
      }
    }
  }

  @Test
  void chineseFarBelowAnAsciiHeadIsStillFound() {
    String text = "id,name\n" + "1,a\n".repeat(50_000) + "2,订单\n";

    assertThat(onlyTable(open(folder, text, GB18030)).encoding()).isEqualTo("GB18030");
    assertThat(rows(open(folder, text, GB18030))).endsWith(List.of("2", "订单"));
  }

  @Test
  void gbkThatBeginsLikeUtf8IsNotMistaken() {
    // CD A8 is a hanzi in GBK and one Latin character in UTF-8.
    String text = "通,通\n订单,1\n";
    assertThat(new String("通".getBytes(GB18030), UTF_8)).hasSize(1).doesNotContain("\uFFFD");

    assertThat(rows(open(folder, text, GB18030))).startsWith(List.of("通", "通"));
  }

  @Test
  void aStrayControlCharacterInABuyersMessageIsNoReasonToRefuse() {
    String text = "订单,留言\n" + "一,好\n".repeat(100) + "二,快点\u000b\n";

    assertThat(rows(open(folder, text, GB18030))).hasSize(102);
  }

  @Test
  void manyControlCharactersAreNoText() {
    assertThat(refusal(() -> open(folder, "\u0001\u0002\u0003订\u0004\u0005", GB18030)))
        .startsWith("INPUT: orders.csv is neither UTF-8 nor GB18030 text: byte 0xB6 at offset 3");
  }

  @Test
  void aBadByteInUtf8IsNamedByOffsetAndLine() {
    byte[] bytes = "订单编号,总金额,买家\r\n一,2,丙\n三,4,".getBytes(UTF_8);
    byte[] bad = Arrays.copyOf(bytes, bytes.length + 3);
    bad[bytes.length] = (byte) 0xff;
    bad[bytes.length + 1] = 'x';
    bad[bytes.length + 2] = '\n';

    assertThat(refusal(() -> open(folder, bad)))
        .isEqualTo(
            "INPUT: orders.csv is not clean UTF-8 text: byte 0xFF at offset "
                + bytes.length
                + ", line 3"
                + " | open it in a spreadsheet program and save it as .xlsx or CSV UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Título,Días\nÉxito,1\n", "Größe,Stückzahl\nfür,2\n"})
  void westernTextIsNotTakenForChinese(String text) {
    assertThat(refusal(() -> open(folder, text, ISO_8859_1)))
        .startsWith("INPUT: orders.csv is neither UTF-8 nor GB18030 text: byte 0x")
        .contains(", line 1");
  }

  @Test
  void aBadByteInGb18030IsTheOneNamed() {
    byte[] bytes = TEXT.getBytes(GB18030);
    byte[] bad = Arrays.copyOf(bytes, bytes.length + 2);
    bad[bytes.length] = (byte) 0xff;
    bad[bytes.length + 1] = '\n';

    assertThat(refusal(() -> open(folder, bad)))
        .startsWith(
            "INPUT: orders.csv is neither UTF-8 nor GB18030 text: byte 0xFF at offset "
                + bytes.length
                + ", line 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE"})
  void aFileThatEndsWithinACharacterIsCutOff(Charset charset) {
    byte[] bytes = (TEXT + "第二").getBytes(charset);
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);

    assertThat(refusal(() -> open(folder, cut)))
        .isEqualTo(
            "INPUT: orders.csv is cut off in the middle of a character (line 3)"
                + " | download it again");
  }

  @Test
  void nulCharactersAreNoText() {
    String text = "a,b\n" + "1,2\n".repeat(40) + "1,\0\n";

    assertThat(refusal(() -> open(folder, text, UTF_8)))
        .startsWith("INPUT: orders.csv is not text: line 42 holds a NUL character");
    assertThat(refusal(() -> open(folder, MARK + "a\tb\n\0\t2\n", UTF_16BE)))
        .startsWith("INPUT: orders.csv is not text: line 2 holds a NUL character");
  }
}
