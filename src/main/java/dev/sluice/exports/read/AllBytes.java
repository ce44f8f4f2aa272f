package dev.sluice.exports.read;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What only all bytes of a file tell, found by a thread of its own while others begin to read it.
 */
final class AllBytes {
  private record Told(String sha256, boolean surelyUtf8) {}

  private final FutureTask<Told> task;

  /** Begins to read. */
  AllBytes(Path path) {
    this.task = new FutureTask<>(() -> read(path));
    Thread thread = new Thread(task, "all-bytes");
    thread.setDaemon(true);
    thread.start();
  }

  private static Told read(Path path) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
      boolean text = Utf8.isSurelyText(in);
      in.transferTo(OutputStream.nullOutputStream());
      return new Told(HexFormat.of().formatHex(in.getMessageDigest().digest()), text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** SHA-256 of the bytes as they are, in hexadecimal. */
  String sha256() throws IOException {
    return told().sha256;
  }

  /** Whether they are a text in UTF-8, as {@link Utf8#isSurelyText} tells. */
  boolean surelyUtf8() throws IOException {
    return told().surelyUtf8;
  }

  private Told told() throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
