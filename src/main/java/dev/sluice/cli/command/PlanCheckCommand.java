package dev.sluice.cli.command;

import dev.sluice.cli.Command;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Session;
import dev.sluice.plan.rules.CampaignCheck;
import dev.sluice.plan.rules.Rules;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice plan check}: what is wrong with a campaign, and which rules it breaks. */
@CommandLine.Command(
    name = "check",
    description = {
      "Every fault of a campaign file and every rule of platforms, of law and of",
      "its own times that it breaks, with line, column, source and date. What the",
      "file does not state was not checked, and is named.",
      "Exit 4 for a fault, 3 for a broken rule of severity error."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice plan check samples/campaign.yaml --now 2026-11-25T12:00:00Z",
      "  sluice plan check samples/campaign.yaml --rules samples/rules.yaml"
          + " --now 2026-11-25T12:00:00Z",
      "",
      "A rules file has the rules of your house: it changes some and adds others.",
      "  rules:",
      "    - {id: dead-air, off: we fill gaps off the cuff}",
      "    - {id: host-hours, check: {kind: host-hours, maximum: 4h}}",
      "    - {id: no-late-shows, severity: error, check: {kind: duration, maximum: 5h},",
      "       asks: we end after 5 hours, source: house rule, checked_on: 2026-11-22}"
    },
    mixinStandardHelpOptions = true)
public final class PlanCheckCommand extends Command {
  @Mixin private final CampaignArgument campaign = new CampaignArgument();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules of your own: change severities, switch rules off, add others.")
  private List<String> rulesFiles = new ArrayList<>();

  public PlanCheckCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode execute() {
    Rules rules = Rules.shipped();
    for (String file : rulesFiles) {
      rules = rules.changedBy(file, CampaignArgument.text(session(), file, null));
    }
    LocalDate today = LocalDate.ofInstant(session().now(), ZoneOffset.UTC);
    CampaignCheck check = CampaignCheck.of(campaign.read(session()), rules, today);
    session().printForPeople(check.overview(), check.answer());
    return switch (check.verdict()) {
      case FAULTY -> ExitCode.INPUT;
      case BROKEN -> ExitCode.CHECK;
      case SOUND -> ExitCode.OK;
    };
  }
}
