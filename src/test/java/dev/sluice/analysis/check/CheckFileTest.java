package dev.sluice.analysis.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.analysis.check.Check.Against;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.yaml.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckFileTest {
  private static final List<String> OFFERED =
      List.of("aov", "enter_rate", "orders", "paid_gmv", "refund_rate");

  @Test
  void readsWhatIsStatedAndFillsInTheRest() {
    CheckFile file =
        CheckFile.read(
            "checks.yaml",
            """
            checks:
              - {metric: enter_rate, at_least: 0.08}
              - {metric: refund_rate, at_most: 0.9, against: history, same: [weekday], severity: warning}
              - {id: enough, metric: paid_gmv, at_least: 20000, currency: CNY, required: true, accounts: [a]}
            """,
            OFFERED);

    assertThat(file.checks())
        .extracting(Check::id)
        .containsExactly("enter_rate", "refund_rate-history", "enough");
    Check history = file.checks().get(1);
    assertThat(history.against()).isEqualTo(Against.HISTORY);
    assertThat(history.sameWeekday()).isTrue();
    assertThat(history.sameSlot()).isFalse();
    assertThat(history.severity()).isEqualTo(Severity.WARNING);
    Check enough = file.checks().get(2);
    assertThat(enough.required()).isTrue();
    assertThat(enough.currency()).isEqualTo("CNY");
    assertThat(enough.accounts()).containsExactly("a");
  }

  @Test
  void everyFaultIsSaidInOneGoWithItsPlace() {
    assertThatThrownBy(
            () ->
                CheckFile.read(
                    "checks.yaml",
                    """
                    checks:
                      - metric: enter_rat
                        at_least: 0.08
                      - metric: enter_rate
                        at_least: 8
                        same: [weekday]
                      - metric: paid_gmv
                        at_most: 20000
                      - metric: orders
                        aganst: plan
                        at_least: 0.8
                      - metric: aov
                        against: history
                      - metric: refund_rate
                        against: history
                        at_least: 0.9
                        at_most: 0.1
                        same: [slott]
                      - metric: refund_rate
                        against: history
                        at_most: 0.9
                        currency: CNY
                    """,
                    OFFERED))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            checks.yaml has 10 faults:
            checks.yaml:2:13: checks[0].metric: 'enter_rat' is no metric of a broadcast (did you mean 'enter_rate'?)
            checks.yaml:5:15: checks[1].at_least: 8 is not a rate between 0 and 1 (for 8 % write 0.08)
            checks.yaml:6:11: checks[1].same: only history is of the 'same' weekday or slot (delete the line)
            checks.yaml:7:5: checks[2].currency: a limit of money needs its 'currency'
            checks.yaml:10:5: checks[3].aganst: unknown key 'aganst' (did you mean 'against'?)
            checks.yaml:12:5: checks[4].at_least: the check has no limit (state 'at_least', 'at_most' or both)
            checks.yaml:17:14: checks[5].at_most: at_most 0.1 lies below at_least 0.9
            checks.yaml:18:11: checks[5].same: 'slott' is not one of account, weekday, slot
            checks.yaml:19:13: checks[6].metric: another check is 'refund_rate-history' already (give each an 'id' of its own)
            checks.yaml:22:15: checks[6].currency: this limit is no amount of money (delete the line)
            """
                .strip());
  }

  @Test
  void aFileWithoutChecksSaysSo() {
    assertThatThrownBy(() -> CheckFile.read("checks.yaml", "rules: []\n", OFFERED))
        .hasMessageContaining("checks.yaml:1:1: checks: the file has no list of 'checks'")
        .hasMessageContaining("unknown key 'rules'");
  }
}
