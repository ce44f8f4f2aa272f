package dev.sluice.plan;

import dev.sluice.answer.yaml.Fields;
import dev.sluice.answer.yaml.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what happens on the air: the products, who presents them, and when. */
final class ShowReader {
  private static final String OFFSET_SYNTAX = "write it as +0m, +90m or +1h30m";

  private ShowReader() {}

  static List<Product> products(Fields root, CampaignReader figures) {
    List<Product> products = new ArrayList<>();
    Set<String> skus = new HashSet<>();
    for (Fields fields : root.objects("products")) {
      String sku = fields.text("sku");
      fields.missing("sku", "the product has no sku");
      BigDecimal price = fields.number("price", Measure.MONEY);
      BigDecimal listPrice = fields.number("list_price", Measure.MONEY_ABOVE_ZERO);
      fields.ordered("price", price, "list_price", listPrice);
      Product product =
          new Product(
              fields.path(),
              sku == null ? "" : sku,
              fields.text("name"),
              fields.text("role"),
              price,
              listPrice,
              fields.number("cost", Measure.MONEY),
              fields.count("stock", Measure.COUNT),
              claims(fields),
              pitch(fields, figures));
      fields.close();
      if (sku == null) {
        continue;
      }
      if (!skus.add(sku)) {
        fields.fault("sku", "duplicate-id", "another product is '" + sku + "' already", null);
      }
      products.add(product);
    }
    return products;
  }

  private static Pitch pitch(Fields product, CampaignReader figures) {
    Long least;
    Long most;
    if (product.isObject("minutes")) {
      Fields minutes = Objects.requireNonNull(product.object("minutes"));
      least = minutes.count("least", Measure.MINUTES);
      most = minutes.count("most", Measure.MINUTES);
      minutes.missing("least", "the minutes have no 'least'");
      minutes.missing("most", "the minutes have no 'most'");
      if (least != null && most != null && least > most) {
        minutes.fault("least", "range", "the least is above the most", null);
      }
      minutes.close();
    } else {
      least = product.count("minutes", Measure.MINUTES);
      most = least;
    }
    return new Pitch(
        least,
        most,
        Boolean.TRUE.equals(product.flag("complex")),
        Boolean.TRUE.equals(product.flag("required")),
        figures.estimate(product, "orders_per_minute", Measure.NUMBER, "product"),
        figures.estimate(product, "return_rate", Measure.RATE, "product"),
        product.number("product_click_rate", Measure.RATE),
        product.number("ctor", Measure.NUMBER),
        flash(product.object("flash")),
        product.number("salvage", Measure.MONEY));
  }

  private static List<Claim> claims(Fields owner) {
    List<Claim> claims = new ArrayList<>();
    for (Fields fields : owner.objects("claims")) {
      String text = fields.text("text");
      fields.missing("text", "the claim has no text");
      Long units = fields.count("units", Measure.COUNT);
      When until = fields.parsed("until", When::parse, When.SYNTAX);
      if (!fields.has("units") && !fields.has("until")) {
        fields.fault(
            "units",
            "missing",
            "the claim states no 'units' and no 'until'",
            "state what it promises, so that it can be checked");
      }
      fields.close();
      if (text != null) {
        claims.add(new Claim(fields.path(), text, units, until));
      }
    }
    return claims;
  }

  /** The shifts of the hosts, each of which runs forward. */
  static List<Shift> hosts(Fields root) {
    List<Shift> shifts = new ArrayList<>();
    for (Fields fields : root.objects("hosts")) {
      String id = fields.id("id");
      Duration from = fields.parsed("from", ShowReader::offset, OFFSET_SYNTAX);
      Duration to = fields.parsed("to", ShowReader::offset, OFFSET_SYNTAX);
      fields.missing("id", "the host has no id");
      fields.missing("from", "the host's time has no beginning");
      fields.missing("to", "the host's time has no end");
      fields.close();
      if (from != null && to != null && to.compareTo(from) <= 0) {
        fields.fault("to", "range", "the host's time ends before it begins", null);
      } else if (id != null && from != null && to != null) {
        shifts.add(new Shift(fields.path(), id, from, to));
      }
    }
    return shifts;
  }

  static List<Segment> runOfShow(Fields root) {
    List<Segment> segments = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields fields : root.objects("run_of_show")) {
      String id = fields.id("id");
      Duration at = fields.parsed("at", ShowReader::offset, OFFSET_SYNTAX);
      Long minutes = fields.count("minutes", Measure.COUNT_ABOVE_ZERO);
      String sku = fields.text("sku");
      String host = fields.id("host");
      String title = fields.text("title");
      Segment.Flash flash = flash(fields.object("flash"));
      fields.missing("at", "the segment has no time");
      fields.missing("minutes", "the segment has no length");
      if (fields.has("flash")) {
        fields.missing("sku", "a flash sale needs the 'sku' that it sells");
      }
      fields.close();
      if (at == null || minutes == null) {
        continue;
      }
      String name = id != null ? id : offset(at);
      if (!ids.add(name)) {
        fields.fault(
            id != null ? "id" : "at",
            "duplicate-id",
            "another segment is '" + name + "' already",
            id != null ? null : "give one an id");
      }
      segments.add(
          new Segment(
              fields.path(), name, at, Duration.ofMinutes(minutes), sku, host, title, flash));
    }
    return segments;
  }

  private static Segment.@Nullable Flash flash(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Segment.Flash flash =
        new Segment.Flash(
            fields.path(),
            fields.count("units", Measure.COUNT_ABOVE_ZERO),
            fields.number("price", Measure.MONEY),
            claims(fields));
    fields.close();
    return flash;
  }

  /** Reads a length of time after the start, or throws {@link IllegalArgumentException}. */
  static Duration offset(String text) {
    if (text.matches("\\+(0{1,3}h)?0{1,4}m|\\+0{1,3}h")) {
      return Duration.ZERO;
    }
    if (text.startsWith("+") && text.length() > 1) {
      try {
        return Fields.durationOf(text.substring(1));
      } catch (IllegalArgumentException e) {
        // Said below, of the whole text.
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a time after the start");
  }

  /** A length of time after the start as the file writes it, such as {@code +1h30m}. */
  static String offset(Duration offset) {
    long hours = offset.toHours();
    int minutes = offset.toMinutesPart();
    return "+" + (hours == 0 ? "" : hours + "h") + (minutes == 0 && hours > 0 ? "" : minutes + "m");
  }
}
