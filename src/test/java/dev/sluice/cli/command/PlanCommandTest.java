package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Cli;
import dev.sluice.cli.Terminal;
import dev.sluice.plan.CampaignFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_campaign_with_three_faults_gives_three_sentences_and_exit_4() throws IOException {
    Path file =
        write(
            """
            campaign: spring
            title:
            layers:
              - {id: a, kind: message, delivered: 5, clickrate: 0.1}
              - {id: a, kind: store, visits: 5, click_rate: 0.1}
            """);

    for (String command : List.of("show", "calendar")) {
      assertThat(run("plan", command, file.toString())).isEqualTo(4);
      assertThat(out.toString()).isEmpty();
      assertThat(err.toString().lines().map(line -> line.replace(file.toString(), "F")))
          .containsExactly(
              "error: F has 3 faults:",
              "F:2:7: title: has no value (give it one or delete the line)",
              "F:4:42: layers[0].clickrate: unknown key 'clickrate' (did you mean 'click_rate'?)",
              "F:5:10: layers[1].id: another layer is 'a' already");
    }
    assertThat(run("plan", "check", file.toString())).isEqualTo(4);
    assertThat(out.toString()).contains("did you mean 'click_rate'?");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void check_exits_3_for_a_broken_rule_and_0_for_a_sound_plan() throws IOException {
    String sound =
        "broadcast: {platform: tiktok, market: US, start: 2026-11-03T18:00, zone: UTC, duration:"
            + " 2h}";

    assertThat(run("plan", "check", write(sound).toString())).isZero();
    assertThat(run("plan", "check", write(sound.replace("2h", "14h")).toString())).isEqualTo(3);
    assertThat(run("plan", "check", "samples/campaign.yaml")).isZero();
    assertThat(run("plan", "check", "samples/campaign-us.yaml")).isZero();
  }

  @Test
  void a_campaign_can_come_through_stdin() throws IOException {
    assertThat(runWith("target: {orders: 5}", "plan", "show", "-")).isEqualTo(4);
    assertThat(err.toString())
        .startsWith("error: <stdin> has a fault:\n<stdin>:1:9: target.watch_to_pay: ");
    assertThat(runWith("\uFEFFtarget: {viewers: 5}", "plan", "show", "-")).isZero();
  }

  @Test
  void a_file_that_is_not_there_or_not_utf8_is_refused() throws IOException {
    Path gbk = folder.resolve("gbk.yaml");
    Files.write(gbk, new byte[] {'a', ':', ' ', (byte) 0xC7, (byte) 0xE5});

    assertThat(run("plan", "check", folder.resolve("none.yaml").toString())).isEqualTo(4);
    assertThat(err.toString()).contains("there is no file").contains("plan new");
    assertThat(run("plan", "check", gbk.toString())).isEqualTo(4);
    assertThat(err.toString()).contains("is not UTF-8");
    assertThat(run("plan", "check", folder.toString())).isEqualTo(1);
  }

  @Test
  void a_calendar_goes_where_its_ending_says() throws IOException {
    Path ics = folder.resolve("plan.ics");

    assertThat(run("plan", "calendar", "samples/campaign.yaml", "-o", ics.toString())).isZero();
    byte[] first = Files.readAllBytes(ics);
    assertThat(new String(first, StandardCharsets.UTF_8))
        .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        .endsWith("END:VCALENDAR\r\n")
        .contains("明晚八点")
        .contains("SEQUENCE:1\r\n");
    assertThat(run("plan", "calendar", "samples/campaign.yaml", "-o", ics.toString())).isZero();
    assertThat(Files.readAllBytes(ics)).isEqualTo(first);

    assertThat(
            run(
                "--lang",
                "zh",
                "--now",
                "2026-10-01T08:00:00Z",
                "plan",
                "calendar",
                "samples/campaign.yaml",
                "-o",
                ics.toString()))
        .isZero();
    assertThat(Files.readString(ics)).contains("DTSTAMP:20261001T080000Z").contains("全流程彩排");
  }

  @Test
  void a_calendar_follows_the_one_that_was_sent_out() throws IOException {
    String campaign = Files.readString(Path.of("samples/campaign.yaml"));
    Path file = write(campaign);
    Path ics = folder.resolve("plan.ics");
    Path next = folder.resolve("next.ics");
    assertThat(run("plan", "calendar", file.toString(), "-o", ics.toString())).isZero();
    byte[] sent = Files.readAllBytes(ics);
    write(campaign.replace("start: 2026-11-11T", "start: 2026-11-18T"));

    assertThat(
            run(
                "plan",
                "calendar",
                file.toString(),
                "--previous",
                ics.toString(),
                "-o",
                next.toString()))
        .isZero();
    assertThat(err.toString()).contains(" entries new, ").contains(" changed, 0 cancelled, 0 as");
    assertThat(Files.readAllBytes(ics)).isEqualTo(sent);
    assertThat(run("plan", "calendar", file.toString(), "-o", ics.toString())).isZero();
    assertThat(Files.readAllBytes(ics)).isEqualTo(Files.readAllBytes(next));
    assertThat(Files.readString(ics)).contains("SEQUENCE:2\r\n").doesNotContain("SEQUENCE:1\r\n");
  }

  @Test
  void a_file_that_is_no_calendar_of_ours_is_left_as_it_is() throws IOException {
    Path ics = Files.writeString(folder.resolve("plan.ics"), "BEGIN:VCALENDAR\r\n");

    assertThat(run("plan", "calendar", "samples/campaign.yaml", "-o", ics.toString())).isEqualTo(4);
    assertThat(err.toString()).contains("is not a calendar that sluice wrote").contains("hint: ");
    assertThat(Files.readString(ics)).isEqualTo("BEGIN:VCALENDAR\r\n");
    assertThat(run("plan", "calendar", "samples/campaign.yaml", "--previous", ics.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("hint: write one: -o FILE.ics");
  }

  @Test
  void new_writes_the_example_and_never_over_a_file() throws IOException {
    Path file = folder.resolve("mine.yaml");

    assertThat(run("plan", "new", file.toString())).isZero();
    assertThat(Files.readString(file)).isEqualTo(CampaignFile.example());
    assertThat(err.toString()).startsWith("wrote ");
    Files.writeString(file, "campaign: mine\n");
    assertThat(run("plan", "new", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("exists already").contains("hint: ");
    assertThat(Files.readString(file)).isEqualTo("campaign: mine\n");
    assertThat(run("plan", "new", "-")).isZero();
    assertThat(out.toString()).isEqualTo(CampaignFile.example());
  }

  @Test
  void schema_prints_the_schema_of_a_campaign() throws IOException {
    assertThat(run("schema", "campaign")).isZero();
    assertThat(out.toString()).isEqualTo(CampaignFile.schema());
    assertThat(run("schema", "campain")).isEqualTo(2);
    Path file = folder.resolve("campaign.schema.json");
    assertThat(run("schema", "campaign", "-o", file.toString())).isZero();
    assertThat(Files.readString(file)).isEqualTo(CampaignFile.schema());
  }

  @Test
  void plan_alone_or_with_a_word_that_it_does_not_know_is_a_usage_error() throws IOException {
    assertThat(run("plan")).isEqualTo(2);
    assertThat(err.toString()).containsIgnoringCase("missing required subcommand");
    assertThat(run("plan", "calender", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("calendar");
    assertThat(run("plan", "show")).isEqualTo(2);
  }

  @Test
  void help_lists_every_member_and_global_options_reach_them() throws IOException {
    assertThat(run("plan", "--help")).isZero();
    assertThat(out.toString()).contains("new", "check", "show", "calendar");
    assertThat(run("plan", "show", "--help")).isZero();
    assertThat(out.toString()).contains("--format").contains("CAMPAIGN");
    assertThat(run("plan", "show", "samples/campaign.yaml", "--format", "json")).isZero();
  }

  @Test
  void a_file_may_be_called_like_a_command() throws IOException {
    Path file = folder.resolve("sql");

    assertThat(run("schema", "campaign", "-o", file.toString())).isZero();
    assertThat(run("plan", "new", folder.resolve("check").toString())).isZero();
    assertThat(run("plan", "check", "new")).isEqualTo(4);
    assertThat(err.toString()).contains("there is no file new");
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("campaign.yaml"), yaml);
  }

  private int run(String... args) {
    return runWith("", args);
  }

  private int runWith(String in, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Cli cli =
        new Cli(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            Map.of(),
            Terminal.none());
    return cli.run(args);
  }
}
