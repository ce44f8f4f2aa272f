package dev.sluice.cli.command;

import dev.sluice.analysis.history.PastLayers;
import dev.sluice.cli.Session;
import dev.sluice.plan.Campaign;
import dev.sluice.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The past that a command learns from. */
final class PastOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "CAMPAIGN",
      description =
          "The campaign file: learn of its layers, from its account's broadcasts before its start"
              + " (default: from all that are over).")
  private @Nullable String campaign;

  PastLayers read(Session session, Workspace workspace) {
    Campaign stated = campaign == null ? null : CampaignArgument.read(session, campaign).accepted();
    return PastLayers.of(workspace, stated, session.now());
  }
}
