package dev.sluice.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The process's stdout. A {@link java.io.PrintWriter} notes a failed write and goes on printing
 * into the void; here the first one ends the run, be it a full disk or a reader that has left.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream file = new FileOutputStream(FileDescriptor.out);

  /** What was written did not arrive. */
  static final class Lost extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Lost(IOException cause) {
      super(cause);
      this.reason = String.valueOf(cause.getMessage());
    }

    /** Whether the reader left, as {@code head} does: no reason to say anything. */
    boolean byReader() {
      return reason.equals("Broken pipe");
    }

    String reason() {
      return reason;
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) {
      throw new Lost(e);
    }
  }
}
