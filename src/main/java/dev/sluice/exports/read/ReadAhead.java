package dev.sluice.exports.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a thread of its own reads ahead of whoever reads this one, so that unpacking or
 * decoding a file and splitting it into cells go on side by side.
 */
final class ReadAhead extends InputStream {
  private static final int BLOCK = 1 << 16;
  private static final int BLOCKS = 8;

  /** What was read, or what ended the reading if it did not end well. */
  private static final class Block {
    private final byte[] bytes = new byte[BLOCK];
    private int length;
    private @Nullable Throwable failure;

    boolean isLast() {
      return length < 0;
    }
  }

  private final InputStream in;
  private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS);
  private final Thread thread;
  private Block block = new Block();
  private int next;

  /** Reads ahead of this one, which closes it. */
  ReadAhead(InputStream in) {
    this.in = in;
    this.thread = new Thread(this::fill, "read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private void fill() {
    try {
      Block read;
      do {
        read = ahead();
        blocks.put(read);
      } while (!read.isLast());
    } catch (InterruptedException e) {
      // Closed: nobody waits for the rest.
      Thread.currentThread().interrupt();
    }
  }

  private Block ahead() {
    Block read = new Block();
    try {
      read.length = in.read(read.bytes, 0, BLOCK);
    } catch (IOException | RuntimeException | Error e) {
      read.length = -1;
      read.failure = e;
    }
    return read;
  }

  @Override
  public int read() throws IOException {
    throw new UnsupportedOperationException("read some thousands at a time");
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (next == block.length) {
      block = take();
      next = 0;
    }
    if (block.failure instanceof IOException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (block.failure != null) {
      throw new IllegalStateException(block.failure);
    }
    if (block.isLast()) {
      return -1;
    }
    int taken = Math.min(length, block.length - next);
    System.arraycopy(block.bytes, next, into, offset, taken);
    next += taken;
    return taken;
  }

  private Block take() throws IOException {
    try {
      return blocks.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    in.close();
  }
}
