package dev.sluice.exports.read;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file as a user gave it: the digest of its bytes and the tables in it. Holds nothing open. */
public final class ExportFile {
  private static final int HEAD = 1 << 16;

  private final AllBytes bytes;
  private final String name;
  private final long size;
  private final boolean parquet;
  private final List<Table> tables;

  private ExportFile(AllBytes bytes, String name, long size, boolean parquet, List<Table> tables) {
    this.bytes = bytes;
    this.name = name;
    this.size = size;
    this.parquet = parquet;
    this.tables = tables;
  }

  /**
   * Reads all bytes, to tell by them alone what the file is.
   *
   * @param name what messages call it
   * @throws Refusal when there is no such file (usage), it cannot be read (failed), or it holds no
   *     table that can be read (input)
   */
  public static ExportFile open(Path path, String name) {
    return open(path, name, false);
  }

  /**
   * Opens a file as {@link #open} does, but takes a text that begins as UTF-8 for UTF-8: most are,
   * and one that is not shows at the end of its table, where reading throws {@link
   * MisreadException}.
   */
  public static ExportFile openByBeginning(Path path, String name) {
    return open(path, name, true);
  }

  private static ExportFile open(Path path, String name, boolean byBeginning) {
    mustBeOneFile(path, name);
    AllBytes bytes = new AllBytes(path);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(HEAD);
      Content content = Content.of(head, in, name);
      List<Table> tables =
          switch (content) {
            case TEXT -> List.of(text(path, name, head, bytes, byBeginning));
            case ZIP -> Workbook.tables(path, name);
            case PARQUET -> List.of();
          };
      return new ExportFile(bytes, name, Files.size(path), content == Content.PARQUET, tables);
    } catch (AccessDeniedException e) {
      throw Refusal.failed(
          name + " cannot be read: permission denied", "allow it to be read: chmod u+r", e);
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  private static CsvTable text(
      Path path, String name, byte[] head, AllBytes bytes, boolean byBeginning) throws IOException {
    Encoding begun = byBeginning && head.length == HEAD ? Encoding.begun(head) : null;
    return begun == null
        ? CsvTable.open(path, name, Encoding.of(head, bytes, path, name), null)
        : CsvTable.open(path, name, begun, bytes);
  }

  /** SHA-256 of the bytes as they are, in hexadecimal; waits until all have been read. */
  public String sha256() {
    try {
      return bytes.sha256();
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  /** How many bytes it has. */
  public long size() {
    return size;
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
}
