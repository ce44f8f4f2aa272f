package dev.sluice.answer;

/** Is told how far a long piece of work has come. */
@FunctionalInterface
public interface Progress {
  /**
   * Tells it.
   *
   * @param done how many parts are done
   * @param of of how many
   * @param now what is being done; empty when all is done
   */
  void at(int done, int of, String now);
}
