package dev.sluice.analysis.funnel.events;

import dev.sluice.workspace.Sql;
import java.util.List;
import java.util.Set;

/**
 * The events of a workspace, each joined to its broadcast. Properties are the columns of the event,
 * those of its broadcast ({@code host}, {@code platform}, {@code account}, {@code title}, {@code
 * room_id}), and whatever else the file of events had.
 */
public final class WorkspaceEvents implements Events {
  private static final Set<String> OWN =
      Set.of("shop", "product", "broadcast", "source", "currency");
  private static final Set<String> OF_BROADCAST =
      Set.of("host", "platform", "account", "title", "room_id");

  private final List<String> broadcasts;

  /** The events of these broadcasts; none = all events. */
  public WorkspaceEvents(List<String> broadcasts) {
    this.broadcasts = List.copyOf(broadcasts);
  }

  @Override
  public String relation() {
    return "event AS e LEFT JOIN (SELECT * FROM broadcast WHERE superseded_by IS NULL) AS b"
        + " ON b.broadcast = e.broadcast AND b.shop = e.shop";
  }

  @Override
  public String scope() {
    String inForce = "e.superseded_by IS NULL";
    return broadcasts.isEmpty()
        ? inForce
        : inForce
            + " AND e.broadcast IN ("
            + String.join(", ", broadcasts.stream().map(Sql::literal).toList())
            + ")";
  }

  @Override
  public String user() {
    return "e.\"user\"";
  }

  @Override
  public String userKey() {
    return "(hash(e.\"user\") >> 1)::BIGINT";
  }

  @Override
  public String micros() {
    return "epoch_us(e.ts)";
  }

  @Override
  public String event() {
    return "e.event";
  }

  @Override
  public String property(String wanted) {
    if (wanted.equals("user") || wanted.equals("event") || OWN.contains(wanted)) {
      return "e." + Sql.quote(wanted);
    }
    if (wanted.equals("amount")) {
      return "e.amount::VARCHAR";
    }
    if (OF_BROADCAST.contains(wanted)) {
      return "b." + wanted;
    }
    return "e.properties[" + Sql.literal(wanted) + "]";
  }

  @Override
  public boolean hasCurrency() {
    return true;
  }

  @Override
  public String name() {
    return "the workspace";
  }
}
