package dev.sluice.plan.allocation;

/**
 * The spends still open to a layer: from {@code low} to {@code high}, and nothing if {@code off}.
 */
record Domain(double low, double high, boolean off) {
  static Domain of(Problem.Layer layer) {
    return new Domain(layer.minimum(), layer.maximum(), layer.offAllowed() && layer.minimum() > 0);
  }

  static Domain at(double spend) {
    return new Domain(spend, spend, false);
  }

  double least() {
    return off ? 0 : low;
  }

  boolean holds(double spend) {
    return (spend >= low && spend <= high) || (off && spend == 0);
  }
}
