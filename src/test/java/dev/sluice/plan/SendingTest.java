package dev.sluice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingTest {
  @ParameterizedTest
  @CsvSource({
    "22:00, 08:00, 21:59, false",
    "22:00, 08:00, 22:00, true",
    "22:00, 08:00, 00:00, true",
    "22:00, 08:00, 07:59, true",
    "22:00, 08:00, 08:00, false",
    "12:00, 14:00, 11:59, false",
    "12:00, 14:00, 12:00, true",
    "12:00, 14:00, 14:00, false"
  })
  void quiet_hours_begin_with_their_first_minute_and_end_before_their_last(
      LocalTime from, LocalTime to, LocalTime time, boolean quiet) {
    ZonedDateTime moment = ZonedDateTime.parse("2026-11-11T" + time + ":00+08:00[Asia/Shanghai]");

    assertThat(new QuietHours(from, to).contain(moment)).isEqualTo(quiet);
  }

  @Test
  void a_push_in_quiet_hours_is_not_sent() {
    Sending sending =
        sending("pushes: [{when: T-2d 07:30}, {when: T-1d 12:00}, {when: T-1d 23:00}]");

    assertThat(sending.sent()).hasSize(1);
    assertThat(sending.quiet())
        .extracting(ZonedDateTime::toLocalTime)
        .containsExactly(LocalTime.of(7, 30), LocalTime.of(23, 0));
    assertThat(sending.kept(300, 100, Double.NaN)).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void a_layer_may_have_quiet_hours_of_its_own_and_a_store_has_none() {
    Campaign campaign =
        campaign(
            """
              - {id: a, kind: message, quiet_hours: {from: 12:00, to: 13:00}, pushes: [{when: T-1d 23:00}]}
              - {id: b, kind: store, pushes: [{when: T-1d 23:00}]}
            """);

    assertThat(Sending.of(campaign, campaign.layers().get(0)).quiet()).isEmpty();
    assertThat(Sending.of(campaign, campaign.layers().get(1)).quiet()).isEmpty();
  }

  @Test
  void the_pushes_of_the_standard_timeline_count_as_well() {
    Campaign campaign =
        CampaignFile.read(
                "c",
                """
                broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai}
                quiet_hours: {from: 10:00, to: 11:00}
                layers: [{id: a, kind: message}]
                """)
            .accepted();
    Sending sending = Sending.of(campaign, campaign.layers().get(0));

    assertThat(sending.planned()).isEqualTo(5);
    assertThat(sending.quiet()).hasSize(1);
  }

  @Test
  void a_cap_counts_back_from_each_push_and_forgets_what_was_not_sent() {
    Sending sending =
        sending(
            "frequency_cap: {times: 2, per: week}, pushes: [{when: T-10d}, {when: T-9d}, {when:"
                + " T-8d}, {when: T-4d}, {when: T-2d 12:00}, {when: T-1d}]");

    assertThat(sending.capped()).extracting(at -> at.getDayOfMonth()).containsExactly(3, 7);
    assertThat(sending.sent()).extracting(at -> at.getDayOfMonth()).containsExactly(1, 2, 9, 10);
  }

  @Test
  void without_pushes_a_cap_takes_what_is_more_than_each_may_have() {
    Sending sending = sending("window: T-14d..T-0, frequency_cap: {times: 2, per: week}");

    assertThat(sending.allowed()).isEqualTo(4);
    assertThat(sending.kept(800, 100, Double.NaN)).isCloseTo(0.5, within(1e-12));
    assertThat(sending.kept(300, 100, Double.NaN)).isEqualTo(1);
    assertThat(sending.kept(800, Double.NaN, Double.NaN)).isEqualTo(1);
  }

  @Test
  void looks_fall_on_people_unevenly_so_a_cap_takes_more() {
    Campaign campaign =
        campaign("  - {id: a, kind: teaser, frequency_cap: {times: 3, per: month}}\n");
    Sending sending = Sending.of(campaign, campaign.layers().get(0));
    NegativeBinomial contacts = NegativeBinomial.of(0.2, 2.1);

    assertThat(sending.kept(420, 200, 1000))
        .isCloseTo(contacts.capped(3) / contacts.mean(), within(1e-9))
        .isLessThan(1);
    assertThat(sending.kept(420, 200, Double.NaN)).isEqualTo(1);
  }

  @Test
  void layers_are_worked_out_after_those_that_feed_or_remind_them() {
    Campaign campaign =
        campaign(
            """
              - {id: a, kind: reservation}
              - {id: b, kind: followers, feeds: [{layer: a, rate: 0.1}]}
              - {id: c, kind: store, feeds: [{layer: b, rate: 0.1}]}
              - {id: d, kind: reminder, reminds: [a], lift: 0.1}
            """);

    assertThat(Feeding.order(campaign)).extracting(Layer::id).containsExactly("c", "b", "d", "a");
  }

  private static Sending sending(String keys) {
    Campaign campaign = campaign("  - {id: a, kind: message, " + keys + "}\n");
    return Sending.of(campaign, campaign.layers().get(0));
  }

  private static Campaign campaign(String layers) {
    return CampaignFile.read(
            "c",
            """
            timeline: none
            broadcast: {start: 2026-11-11T20:00, zone: Asia/Shanghai}
            quiet_hours: {from: 22:00, to: 08:00}
            layers:
            """
                + layers)
        .accepted();
  }
}
