package dev.sluice;

import dev.sluice.cli.Cli;

/** The program. The only place that ends the process. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.ofProcess().run(args));
  }
}
