package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Column;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class JUnitXmlTest {
  private static Answer answer(List<List<String>> rows) {
    List<Column> columns =
        List.of(
            Column.id("broadcast"),
            Column.id("check"),
            Column.text("against"),
            Column.text("verdict"),
            Column.text("severity"),
            Column.text("message"));
    return Answer.of(
        "check",
        Section.rows("checks", columns, rows.stream().<List<Object>>map(List::copyOf).toList()));
  }

  private static String written(Answer answer) throws IOException {
    StringWriter out = new StringWriter();
    JUnitXml.write(answer, out);
    return out.toString();
  }

  @Test
  void aSuiteEachBroadcastAndACaseEachCheck() throws IOException {
    assertThat(
            written(
                answer(
                    List.of(
                        List.of("a", "one", "limit", "held", "error", "fine"),
                        List.of("a", "two", "limit", "breached", "error", "x is 1 < 2"),
                        List.of("a", "three", "limit", "breached", "warning", "near"),
                        List.of("b", "one", "plan", "no-verdict", "error", "no plan")))))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="sluice check" tests="4" failures="1" errors="0" skipped="1">
              <testsuite name="a" tests="3" failures="1" errors="0" skipped="0">
                <testcase classname="a" name="one"/>
                <testcase classname="a" name="two">
                  <failure type="limit" message="x is 1 &lt; 2"/>
                </testcase>
                <testcase classname="a" name="three">
                  <system-out>warning: near</system-out>
                </testcase>
              </testsuite>
              <testsuite name="b" tests="1" failures="0" errors="0" skipped="1">
                <testcase classname="b" name="one">
                  <skipped message="no plan"/>
                </testcase>
              </testsuite>
            </testsuites>
            """);
  }

  @Test
  void whateverAnIdHoldsStaysInItsPlace() throws Exception {
    String id = "a\"<&>\t\n" + new String(Character.toChars(0x1F600));
    Document read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(
                    new StringReader(
                        written(
                            answer(
                                List.of(List.of(id, "\u0001", "limit", "held", "error", "")))))));

    assertThat(
            read.getElementsByTagName("testsuite")
                .item(0)
                .getAttributes()
                .getNamedItem("name")
                .getNodeValue())
        .isEqualTo(id);
    assertThat(
            read.getElementsByTagName("testcase")
                .item(0)
                .getAttributes()
                .getNamedItem("name")
                .getNodeValue())
        .isEqualTo("\uFFFD");
  }

  @Test
  void anAnswerWithoutChecksIsRefused() {
    assertThatThrownBy(() -> written(Answer.of("kpi")))
        .hasMessage("JUnit's XML is for checks, and this answer has none");
  }
}
