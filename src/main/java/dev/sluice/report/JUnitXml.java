package dev.sluice.report;

import dev.sluice.answer.Answer;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of checks as JUnit's XML, which CI servers show as tests: a suite each broadcast, a
 * case each check. A breach is a failure, or a line of output where it only warns; what has no
 * verdict is skipped, with its reason. There are no times in it, so that it is the same each time.
 */
final class JUnitXml {
  private final Section checks;

  private JUnitXml(Section checks) {
    this.checks = checks;
  }

  /** Writes it; refuses an answer that has no section {@code checks}. */
  static void write(Answer answer, Writer out) throws IOException {
    for (Section section : answer.sections()) {
      if (section.name().equals("checks")) {
        out.write(new JUnitXml(section).document(answer.command()));
        return;
      }
    }
    throw Refusal.usage(
        "JUnit's XML is for checks, and this answer has none", "ask for json or csv");
  }

  private String document(String command) {
    StringBuilder suites = new StringBuilder();
    int failures = 0;
    int skipped = 0;
    for (int from = 0; from < checks.rows().size(); ) {
      List<Integer> suite = new ArrayList<>();
      String broadcast = cell(from, "broadcast");
      while (from < checks.rows().size() && broadcast.equals(cell(from, "broadcast"))) {
        suite.add(from++);
      }
      int failed = (int) suite.stream().filter(this::fails).count();
      int without = (int) suite.stream().filter(row -> is(row, "no-verdict")).count();
      failures += failed;
      skipped += without;
      suites.append("  <testsuite name=\"").append(escaped(broadcast)).append('"');
      suites.append(counts(suite.size(), failed, without)).append(">\n");
      suite.forEach(row -> suites.append(testCase(row)));
      suites.append("  </testsuite>\n");
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sluice "
        + escaped(command)
        + '"'
        + counts(checks.rows().size(), failures, skipped)
        + ">\n"
        + suites
        + "</testsuites>\n";
  }

  private static String counts(int tests, int failures, int skipped) {
    return " tests=\""
        + tests
        + "\" failures=\""
        + failures
        + "\" errors=\"0\" skipped=\""
        + skipped
        + '"';
  }

  private String testCase(int row) {
    String message = escaped(cell(row, "message"));
    String inside = "";
    if (fails(row)) {
      inside =
          "<failure type=\"" + escaped(cell(row, "against")) + "\" message=\"" + message + "\"/>";
    } else if (is(row, "breached")) {
      inside = "<system-out>warning: " + message + "</system-out>";
    } else if (is(row, "no-verdict")) {
      inside = "<skipped message=\"" + message + "\"/>";
    }
    String start =
        "    <testcase classname=\""
            + escaped(cell(row, "broadcast"))
            + "\" name=\""
            + escaped(cell(row, "check"))
            + '"';
    return inside.isEmpty() ? start + "/>\n" : start + ">\n      " + inside + "\n    </testcase>\n";
  }

  private boolean fails(int row) {
    return is(row, "breached") && cell(row, "severity").equals("error");
  }

  private boolean is(int row, String verdict) {
    return cell(row, "verdict").equals(verdict);
  }

  private String cell(int row, String column) {
    @Nullable Object value = checks.cell(row, column);
    return value == null ? "" : value.toString();
  }

  /** What XML would take for markup is escaped; what it cannot hold at all becomes U+FFFD. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n' -> safe.append("&#10;");
                case '\t' -> safe.append("&#9;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
  }
}
