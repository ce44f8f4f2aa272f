package dev.sluice.exports.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  @Test
  void givesTheSameBytesInWhateverPieces() throws IOException {
    byte[] bytes = bytes(1_000_000);
    Random random = new Random(6);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReadAhead in = new ReadAhead(new ByteArrayInputStream(bytes))) {
      byte[] piece = new byte[100_000];
      int read = 0;
      while (read >= 0) {
        out.write(piece, 7, read);
        read = in.read(piece, 7, 1 + random.nextInt(piece.length - 7));
      }
      assertThat(in.read(piece, 0, 1)).isEqualTo(-1);
    }
    assertThat(out.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void aFailureComesBehindWhatWasReadBeforeIt() throws IOException {
    InputStream failing =
        new ByteArrayInputStream(bytes(100_000)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            int read = super.read(into, offset, length);
            if (read < 0) {
              throw new IllegalArgumentException("damaged");
            }
            return read;
          }
        };
    try (ReadAhead in = new ReadAhead(failing)) {
      assertThat(in.readNBytes(100_000)).isEqualTo(bytes(100_000));
      assertThatThrownBy(() -> in.readNBytes(1)).hasRootCauseMessage("damaged");
    }
  }

  @Test
  void closedEarlyItReadsNoFurtherAndClosesItsSource() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    try (ReadAhead in = new ReadAhead(endless)) {
      assertThat(in.readNBytes(10)).hasSize(10);
    }
    assertThat(closed).isTrue();
  }
}
