package dev.sluice.plan;

import dev.sluice.answer.Refusal;
import dev.sluice.answer.yaml.Fault;
import dev.sluice.answer.yaml.Findings;
import dev.sluice.answer.yaml.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A campaign file as it was read.
 *
 * @param name its name, for messages
 * @param campaign what it states; not to be relied on if there are faults
 * @param faults what is wrong with it, in its order: wrong values, unknown keys, references to
 *     nothing. What is merely not stated is no fault here: {@link RequiredInputs} knows it
 * @param positions where each path that is there stands
 * @param spoiled the paths that the faults speak of
 */
public record CampaignFile(
    String name,
    Campaign campaign,
    List<Fault> faults,
    Map<String, Position> positions,
    Set<String> spoiled) {

  public CampaignFile {
    faults = List.copyOf(faults);
  }

  /**
   * Reads a campaign, to the end whatever is wrong with it.
   *
   * @param name for messages
   * @param text YAML 1.1 or JSON
   */
  public static CampaignFile read(String name, String text) {
    Findings findings = new Findings();
    Campaign campaign = CampaignReader.read(text, findings);
    return new CampaignFile(
        name, campaign, findings.faults(), findings.positions(), findings.spoiled());
  }

  /** A commented campaign to begin with. */
  public static String example() {
    return Resource.text("example-campaign.yaml");
  }

  /** The JSON Schema (draft 2020-12) of a campaign file. */
  public static String schema() {
    return Resource.text("campaign.schema.json");
  }

  /** The campaign, or a refusal that lists every fault of the file. */
  public Campaign accepted() {
    if (!faults.isEmpty()) {
      throw refusal(faults);
    }
    return campaign;
  }

  /** A refusal that lists {@code found}, a line each. */
  public Refusal refusal(List<Fault> found) {
    return Fault.refusal(name, found);
  }

  /** Something wrong with what stands at {@code path}. */
  public Fault fault(String path, String rule, String message, @Nullable String hint) {
    return Fault.error(at(path), path, rule, message, hint);
  }

  /** Where {@code path} stands, or else the object that it would stand in. */
  public Position at(String path) {
    String place = path;
    while (!place.isEmpty()) {
      Position position = positions.get(place);
      if (position != null) {
        return position;
      }
      place =
          place.substring(0, Math.max(0, Math.max(place.lastIndexOf('.'), place.lastIndexOf('['))));
    }
    return positions.getOrDefault("", Position.START);
  }
}
