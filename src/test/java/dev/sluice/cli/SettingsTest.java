package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.answer.Refusal;
import dev.sluice.report.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  private Settings read(String text) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return Settings.read(file);
  }

  private void refused(String text, String sentence) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(Refusal.class)
        .hasMessage(folder.resolve("sluice.yaml") + sentence)
        .extracting(error -> ((Refusal) error).category())
        .isEqualTo(Refusal.Cause.INPUT);
  }

  @Test
  void aFileThatIsNotThereSetsNothing() {
    assertThat(Settings.read(folder.resolve("none.yaml")))
        .isEqualTo(new Settings(null, null, null));
  }

  @Test
  void setsWhatItNames() throws IOException {
    Settings settings =
        read(
            """
            \uFEFF# a comment
            workspace: "season 1.duckdb"   # quoted

            lang: zh # of titles
            tz: Asia/Shanghai
            """);
    assertThat(settings.workspace()).isEqualTo(Path.of("season 1.duckdb"));
    assertThat(settings.language()).isEqualTo(Layout.Language.ZH);
    assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void aKeyWithoutValueSetsNothing() throws IOException {
    assertThat(read("lang:\ntz: # later\nworkspace: ''\n"))
        .isEqualTo(new Settings(null, null, null));
  }

  @Test
  void namesTheLineOfWhatItDoesNotKnow() {
    refused("lang: en\nworksapce: a.duckdb\n", ":2: there is no setting 'worksapce'");
    refused("\n\nlang: fr\n", ":3: there is no language 'fr'");
    refused("tz: Mars/Olympus\n", ":1: there is no time zone 'Mars/Olympus'");
    refused("just words\n", ":1: no 'key: value'");
    refused("lang: en\nlang: zh\n", ":2: lang stands on line 1 too");
    refused("- lang: en\n", ":1: there is no setting '- lang'");
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Path file = folder.resolve("gbk.yaml");
    Files.write(file, new byte[] {'t', 'z', ':', ' ', (byte) 0xd6, (byte) 0xd0});
    assertThatThrownBy(() -> Settings.read(file)).hasMessage(file + " is not UTF-8");
  }
}
