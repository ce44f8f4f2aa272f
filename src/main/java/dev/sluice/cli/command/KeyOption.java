package dev.sluice.cli.command;

import picocli.CommandLine.Option;

/** What products are counted by. */
final class KeyOption {
  @Option(
      names = "--by",
      paramLabel = "KEY",
      order = 4,
      description = "sku, product, category, role or a product attribute (default: sku).")
  private String by = "sku";

  String by() {
    return by;
  }
}
