package dev.sluice.plan.schedule;

/** The factor of a symmetric positive matrix, in its lower half. */
final class Cholesky {
  private Cholesky() {}

  /** Puts the factor in place of the lower half. */
  static void factor(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      double[] row = matrix[i];
      for (int j = 0; j <= i; j++) {
        double[] other = matrix[j];
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        row[j] = i == j ? Math.sqrt(sum) : sum / other[j];
      }
    }
  }

  /** Puts the solution in place of the right side. */
  static void solve(double[][] factor, double[] right) {
    for (int i = 0; i < right.length; i++) {
      for (int k = 0; k < i; k++) {
        right[i] -= factor[i][k] * right[k];
      }
      right[i] /= factor[i][i];
    }
    for (int i = right.length - 1; i >= 0; i--) {
      right[i] /= factor[i][i];
      for (int k = 0; k < i; k++) {
        right[k] -= factor[i][k] * right[i];
      }
    }
  }
}
