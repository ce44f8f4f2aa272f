package dev.sluice.samples;

import static dev.sluice.samples.Table.money;

import dev.sluice.samples.Order.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The stores beside the broadcasts: Tmall at home, a Shopify web shop for the clothing. */
final class WebFiles {
  private static final DateTimeFormatter TMALL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter SHOPIFY_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx", Locale.ROOT);

  private final World world;

  WebFiles(World world) {
    this.world = world;
  }

  /** What the buyer paid is net of refunds already; unpaid orders say 0. */
  String tmallOrders() {
    Table table = Table.of("tmall.orders");
    for (Order o : World.backwards(world.orders(World.TMALL))) {
      long refunded = o.refunded(World.AS_OF);
      table
          .row()
          .add("=\"" + o.id() + "\"", yuan(o.amount()))
          .add(yuan(o.isPaid() ? o.amount() - refunded : 0), o.market())
          .add(TMALL_TIME.format(o.created().atZone(World.zone(World.TMALL))))
          .add(o.isPaid() ? TMALL_TIME.format(o.paid().atZone(World.zone(World.TMALL))) : "")
          .add(yuan(refunded));
    }
    return table.csv();
  }

  /** {@code 178.8}, {@code 0.0}. */
  private static String yuan(long cents) {
    BigDecimal amount = BigDecimal.valueOf(cents, 2);
    return (cents % 10 == 0 ? amount.setScale(1) : amount).toPlainString();
  }

  /** One line an item; what belongs to the order stands on its first line only. */
  String shopifyOrders() {
    Table table = Table.of("shopify.orders");
    List<Order> orders = world.orders(World.WEB);
    for (int n = orders.size() - 1; n >= 0; n--) {
      Order order = orders.get(n);
      for (Line line : order.lines()) {
        Table.Row row = shopifyLine(table, order, line, "#HW-" + (10_001 + n));
        if (line.equals(order.lines().get(0))) {
          shopifyOrder(row, order, n);
        }
      }
    }
    return table.csv();
  }

  private static Table.Row shopifyLine(Table table, Order order, Line line, String name) {
    Product sku = line.product();
    return table
        .row()
        .set("Name", name)
        .set("Created at", time(order.created()))
        .set("Lineitem quantity", line.quantity())
        .set("Lineitem name", sku.name() + " - " + sku.color() + " / " + sku.size())
        .set("Lineitem price", money(line.unitPrice()))
        .set("Lineitem sku", sku.sellerSku())
        .set("Lineitem requires shipping", "true")
        .set("Lineitem taxable", "true")
        .set("Lineitem fulfillment status", order.shipped() == null ? "pending" : "fulfilled")
        .set("Vendor", "Harbor Thread")
        .set("Lineitem discount", money(line.discount()));
  }

  private static void shopifyOrder(Table.Row row, Order order, int number) {
    row.set("Email", order.buyer() + "@example.com")
        .set("Financial Status", financialStatus(order))
        .set("Paid at", time(order.paid()))
        .set("Fulfillment Status", order.shipped() == null ? "unfulfilled" : "fulfilled")
        .set("Fulfilled at", time(order.shipped()))
        .set("Accepts Marketing", number % 3 == 0 ? "no" : "yes")
        .set("Currency", "USD")
        .set("Subtotal", money(order.amount()))
        .set("Shipping", money(order.shipping()))
        .set("Taxes", money(order.tax()))
        .set("Total", money(order.total()))
        .set("Discount Amount", money(order.lines().stream().mapToLong(Line::discount).sum()))
        .set("Shipping Method", "Standard")
        .set("Shipping Country", "US")
        .set("Shipping Province Name", order.market())
        .set("Notes", number % 40 == 7 ? "Leave it at the door,\nplease." : "")
        .set("Cancelled at", time(order.cancelled()))
        .set("Payment Method", order.isPaid() ? "Shopify Payments" : "")
        .set("Refunded Amount", money(order.refunded(World.AS_OF)))
        .set("Outstanding Balance", money(order.isPaid() ? 0 : order.total()))
        .set("Id", order.id())
        .set("Risk Level", "Low")
        .set("Source", "web")
        .set("Tax 1 Name", "State Tax 7.25%")
        .set("Tax 1 Value", money(order.tax()));
  }

  private static String financialStatus(Order order) {
    long refunded = order.refunded(World.AS_OF);
    return !order.isPaid()
        ? "pending"
        : refunded == 0 ? "paid" : refunded < order.total() ? "partially_refunded" : "refunded";
  }

  private static String time(Instant time) {
    return time == null ? "" : SHOPIFY_TIME.format(time.atZone(World.zone(World.WEB)));
  }

  /** A line for each SKU and place. */
  String shopifyInventory() {
    Table table = Table.of("shopify.inventory");
    for (Product sku : world.products(World.CLOTHING)) {
      int committed = world.committed(sku);
      int available = world.available(sku);
      inventory(table, sku, "Main warehouse")
          .add(0, 0, committed, available, available + committed, "");
      int samples = world.inStudio(sku);
      Object[] none = {"not stocked", "not stocked", "not stocked", "not stocked", "not stocked"};
      Object[] some = {0, 0, 0, samples, samples};
      inventory(table, sku, "Studio").add(samples == 0 ? none : some).add("");
    }
    return table.csv();
  }

  private static Table.Row inventory(Table table, Product sku, String location) {
    return table
        .row()
        .add(sku.name().toLowerCase(Locale.ROOT).replace(' ', '-'), sku.name())
        .add("Color", sku.color(), "Size", sku.size(), "", "", sku.sellerSku(), "", "", location);
  }
}
