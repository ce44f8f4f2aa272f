package dev.sluice.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** All files of {@code samples/} but its README, made from the one {@link World}. */
public final class Samples {
  /** The committed files, seen from where Maven runs the tests. */
  public static final Path COMMITTED = Path.of("samples");

  private static final Charset GB18030 = Charset.forName("GB18030");

  private Samples() {}

  /** Rewrites the committed files. */
  public static void main(String[] args) {
    write(COMMITTED);
  }

  static void write(Path folder) {
    files(World.standard())
        .forEach(
            (name, bytes) -> {
              try {
                Files.createDirectories(folder.resolve(name).getParent());
                Files.write(folder.resolve(name), bytes);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Path within the folder, content. */
  static Map<String, byte[]> files(World world) {
    DouyinFiles douyin = new DouyinFiles(world);
    TikTokFiles tiktok = new TikTokFiles(world);
    WebFiles web = new WebFiles(world);
    GenericFiles generic = new GenericFiles(world);
    Map<String, byte[]> files = new TreeMap<>();
    files.put("douyin/live-sessions.xlsx", douyin.sessions());
    files.put("douyin/live-sessions-54.csv", douyin.augustSessions().getBytes(GB18030));
    files.put("tmall/order-report.csv", web.tmallOrders().getBytes(GB18030));
    files.put("tiktok-shop/creator-live-performance.xlsx", tiktok.performance());
    files.put("tiktok-shop/creator-live-performance-mid.csv", utf8(tiktok.middlePerformance()));
    files.put("tiktok-shop/creator-live-performance-2025.csv", utf8(tiktok.oldPerformance()));
    files.put("tiktok-shop/all-orders.csv", utf8(tiktok.orders()));
    files.put("tiktok-shop/live-products-" + tiktok.drop().id() + ".xlsx", tiktok.products());
    files.put("tiktok-shop/ads-manager.csv", utf8(tiktok.ads()));
    files.put("tiktok-shop/products.csv", utf8(tiktok.productList()));
    files.put("shopify/orders.csv", utf8(web.shopifyOrders()));
    files.put("shopify/inventory.csv", utf8(web.shopifyInventory()));
    files.put("generic/orders.csv", utf8(generic.orders()));
    files.put("generic/products.csv", utf8(generic.products()));
    files.put("generic/stock.csv", utf8(generic.stock()));
    files.put("generic/broadcasts.csv", utf8(generic.broadcasts()));
    files.put("generic/minutes.csv", utf8(generic.minutes()));
    files.put("generic/events.csv", utf8(generic.events()));
    files.put("generic/touches.csv", utf8(generic.touches()));
    files.put("generic/conversions.csv", utf8(generic.conversions()));
    files.put("generic/layers.csv", utf8(generic.layers()));
    files.put("generic/contacts.csv", utf8(generic.contacts()));
    files.put("generic/fx.csv", utf8(generic.fx()));
    return files;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
