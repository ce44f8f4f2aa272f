package dev.sluice.cli;

import java.util.concurrent.Callable;

/** A subcommand. It parses, calls one use case and hands the answer to the session. */
public abstract class Command implements Callable<Integer> {
  private final Session session;

  protected Command(Session session) {
    this.session = session;
  }

  protected Session session() {
    return session;
  }

  /** Does what was asked; refusals are thrown. */
  protected abstract ExitCode execute();

  @Override
  public final Integer call() {
    return execute().code();
  }
}
