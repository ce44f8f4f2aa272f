package dev.sluice.exports.read;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A file as a user gave it: the digest of its bytes and the tables in it. Holds nothing open. */
public final class ExportFile {
  private static final int HEAD = 1 << 16;

  private final String sha256;
  private final boolean parquet;
  private final List<Table> tables;

  private ExportFile(String sha256, boolean parquet, List<Table> tables) {
    this.sha256 = sha256;
    this.parquet = parquet;
    this.tables = tables;
  }

  /**
   * Reads all bytes, to tell by them alone what the file is; their digest is taken meanwhile.
   *
   * @param name what messages call it
   * @throws Refusal when there is no such file (usage), it cannot be read (failed), or it holds no
   *     table that can be read (input)
   */
  public static ExportFile open(Path path, String name) {
    mustBeOneFile(path, name);
    FutureTask<String> digest = new FutureTask<>(() -> sha256(path));
    Thread digesting = new Thread(digest, "sha-256");
    digesting.setDaemon(true);
    digesting.start();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(HEAD);
      Content content = Content.of(head, in, name);
      List<Table> tables = List.of();
      if (content == Content.TEXT) {
        Encoding encoding = Encoding.of(head, in, path, name);
        tables = List.of(CsvTable.open(path, name, encoding));
      }
      if (content == Content.ZIP) {
        tables = Workbook.tables(path, name);
      }
      return new ExportFile(result(digest), content == Content.PARQUET, tables);
    } catch (AccessDeniedException e) {
      throw Refusal.failed(
          name + " cannot be read: permission denied", "allow it to be read: chmod u+r", e);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /** SHA-256 of the bytes as they are, in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** Whether it is a Parquet file, which the engine reads itself. */
  public boolean parquet() {
    return parquet;
  }

  /** One of a CSV file; of a workbook its visible sheets that hold anything, in order. */
  public List<Table> tables() {
    return tables;
  }

  static Refusal failed(String name, IOException e) {
    return Refusal.failed(name + " cannot be read: " + e.getMessage(), null, e);
  }

  private static void mustBeOneFile(Path path, String name) {
    if (Files.isDirectory(path)) {
      throw Refusal.usage(name + " is a folder, not a file", "name the files in it");
    }
    if (Files.notExists(path)) {
      throw Refusal.usage(name + " does not exist", null);
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw Refusal.usage(
          name + " is a pipe or a device, which can be read only once",
          "give it on standard input instead of a name: -");
    }
  }

  private static String sha256(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[HEAD];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String result(FutureTask<String> digest) throws IOException {
    try {
      return digest.get();
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
