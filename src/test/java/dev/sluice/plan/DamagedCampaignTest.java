package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sluice.answer.Refusal;
import dev.sluice.plan.rules.CampaignCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedCampaignTest {
  private static final String[] BITS = {
    ":", "-", "{", "}", "[", "]", "\"", "'", "#", "&a ", "*a", "\t", "\n", " ", "0", "-1", "1e9",
    "~", "null", "双", "\uD83C", "T-0", "!!int ", "? ", "| ", "%"
  };

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatever_befalls_a_file_it_is_read_or_its_faults_are_told(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> whole =
        List.of(
            Files.readString(Path.of("samples/campaign.yaml")),
            Files.readString(Path.of("samples/campaign-us.yaml")),
            CampaignFile.example());
    int faulty = 0;
    int sound = 0;
    for (int round = 0; round < 400; round++) {
      String text = damaged(whole.get(round % whole.size()), random);
      try {
        CampaignFile file = CampaignFile.read("c", text);
        faulty += file.faults().isEmpty() ? 0 : 1;
        sound += file.faults().isEmpty() ? 1 : 0;
        CampaignCheck.of(file).answer();
        refusable(() -> PlanSheet.of(file));
        refusable(() -> Calendar.of(file, Locale.CHINESE).answer());
      } catch (RuntimeException e) {
        fail("seed " + seed + ", round " + round + ":\n" + text, e);
      }
    }
    assertThat(faulty).as("seed %d", seed).isPositive();
    assertThat(sound).as("seed %d", seed).isPositive();
  }

  private static void refusable(Runnable question) {
    try {
      question.run();
    } catch (Refusal refusal) {
      assertThat(refusal.sentence()).isNotBlank();
    }
  }

  private static String damaged(String text, Random random) {
    if (random.nextInt(4) == 0) {
      List<String> lines = new ArrayList<>(text.lines().toList());
      Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
      lines.remove(random.nextInt(lines.size()));
      return String.join("\n", lines);
    }
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length());
      if (random.nextBoolean()) {
        damaged.insert(at, BITS[random.nextInt(BITS.length)]);
      } else {
        damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(8)));
      }
    }
    return damaged.toString();
  }
}
