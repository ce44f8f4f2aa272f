package dev.sluice.workspace;

import dev.sluice.answer.Refusal;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text on their way into the engine: a Parquet file in the spill folder, which the engine
 * scans with all threads and of which it reads the columns that a statement needs. An appender
 * takes ten times as long for a cell. Every column is VARCHAR without NULL, but for a first BIGINT
 * {@code row_number}.
 *
 * <p>The format is Parquet's plainest: uncompressed data pages of version 1, plain encoding, no
 * optional columns; its metadata are Thrift's compact protocol.
 */
public final class TextRows implements AutoCloseable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int GROUP_BYTES = 1 << 26;
  // As many as the engine keeps together: it would merge others when it writes the facts that come
  // of them, and so write these twice.
  private static final int GROUP_ROWS = 122_880;
  // Parquet's numbers for types and encodings.
  private static final int INT64 = 2;
  private static final int BYTE_ARRAY = 6;
  private static final int UTF8 = 0;
  private static final int PLAIN = 0;
  private static final int RLE = 3;

  private final Path file;
  private final OutputStream out;
  private final List<String> names;
  private final Cells[] columns;
  private final List<Group> groups = new ArrayList<>();
  private long offset;
  private long rows;
  private int pending;
  private int column;
  private long pendingBytes;

  /** Where the pages of a group of rows lie. */
  private static final class Group {
    private final long rows;
    private final long[] offsets;
    private final long[] sizes;

    Group(long rows, long[] offsets, long[] sizes) {
      this.rows = rows;
      this.offsets = offsets;
      this.sizes = sizes;
    }
  }

  /** The cells of a column that are not written yet, in plain encoding. */
  private static final class Cells {
    private static final VarHandle INT =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] written = new byte[1 << 12];
    private int size;

    void number(long number) {
      reserve(Long.BYTES);
      LONG.set(written, size, number);
      size += Long.BYTES;
    }

    void text(byte[] bytes, int from, int to) {
      int length = to - from;
      reserve(Integer.BYTES + length);
      INT.set(written, size, length);
      System.arraycopy(bytes, from, written, size + Integer.BYTES, length);
      size += Integer.BYTES + length;
    }

    private void reserve(int more) {
      if (written.length - size < more) {
        written = Arrays.copyOf(written, Math.max(2 * written.length, size + more));
      }
    }
  }

  private TextRows(List<String> texts, Path file) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    this.names = new ArrayList<>(List.of("row_number"));
    this.names.addAll(texts);
    this.columns = new Cells[names.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Cells();
    }
    write(MAGIC);
  }

  static TextRows create(Path folder, List<String> texts) {
    try {
      Files.createDirectories(folder);
      Path file = Files.createTempFile(folder, "staged-", ".parquet");
      // An import that is interrupted leaves no copy of its rows behind.
      file.toFile().deleteOnExit();
      return new TextRows(texts, file);
    } catch (IOException e) {
      throw Refusal.failed("cannot write to " + folder + ": " + e.getMessage(), null, e);
    }
  }

  /** Begins a row. */
  public void begin(long number) {
    columns[0].number(number);
    column = 1;
  }

  /** Adds the next cell of the row, in UTF-8. */
  public void cell(byte[] bytes, int from, int to) {
    columns[column++].text(bytes, from, to);
    pendingBytes += to - from;
  }

  /** Ends the row; cells that it lacks are empty. */
  public void end() {
    while (column < columns.length) {
      cell(MAGIC, 0, 0);
    }
    pending++;
    if (pendingBytes >= GROUP_BYTES || pending == GROUP_ROWS) {
      flush();
    }
  }

  /**
   * Writes what is buffered.
   *
   * @return the rows as SQL reads them, until this is closed; {@code file_row_number} counts them
   *     from 0
   */
  public String finish() {
    flush();
    try {
      byte[] footer = footer();
      write(footer);
      write(littleEndian(footer.length));
      write(MAGIC);
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
    return "read_parquet(" + Sql.literal(file.toString()) + ", file_row_number = true)";
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Refusal failed(IOException e) {
    return Refusal.failed("cannot write " + file + ": " + e.getMessage(), null, e);
  }

  private void flush() {
    if (pending == 0) {
      return;
    }
    long[] offsets = new long[columns.length];
    long[] sizes = new long[columns.length];
    try {
      for (int i = 0; i < columns.length; i++) {
        offsets[i] = offset;
        write(pageHeader(columns[i].size));
        out.write(columns[i].written, 0, columns[i].size);
        offset += columns[i].size;
        sizes[i] = offset - offsets[i];
        columns[i].size = 0;
      }
    } catch (IOException e) {
      throw failed(e);
    }
    groups.add(new Group(pending, offsets, sizes));
    rows += pending;
    pending = 0;
    pendingBytes = 0;
  }

  private byte[] pageHeader(int size) {
    Thrift header = new Thrift();
    header.number(1, Thrift.I32, 0);
    header.number(2, Thrift.I32, size);
    header.number(3, Thrift.I32, size);
    header.struct(5);
    header.number(1, Thrift.I32, pending);
    header.number(2, Thrift.I32, PLAIN);
    header.number(3, Thrift.I32, RLE);
    header.number(4, Thrift.I32, RLE);
    header.end();
    return header.ended();
  }

  private byte[] footer() {
    Thrift meta = new Thrift();
    meta.number(1, Thrift.I32, 1);
    meta.list(2, Thrift.STRUCT, 1 + names.size());
    meta.element();
    meta.text(4, "schema");
    meta.number(5, Thrift.I32, names.size());
    meta.end();
    for (int i = 0; i < names.size(); i++) {
      meta.element();
      meta.number(1, Thrift.I32, i == 0 ? INT64 : BYTE_ARRAY);
      meta.number(3, Thrift.I32, 0);
      meta.text(4, names.get(i));
      if (i > 0) {
        meta.number(6, Thrift.I32, UTF8);
      }
      meta.end();
    }
    meta.number(3, Thrift.I64, rows);
    meta.list(4, Thrift.STRUCT, groups.size());
    for (Group group : groups) {
      meta.element();
      meta.list(1, Thrift.STRUCT, names.size());
      long total = 0;
      for (int i = 0; i < names.size(); i++) {
        chunk(meta, i, group);
        total += group.sizes[i];
      }
      meta.number(2, Thrift.I64, total);
      meta.number(3, Thrift.I64, group.rows);
      meta.end();
    }
    return meta.ended();
  }

  private void chunk(Thrift meta, int i, Group group) {
    meta.element();
    meta.number(2, Thrift.I64, group.offsets[i]);
    meta.struct(3);
    meta.number(1, Thrift.I32, i == 0 ? INT64 : BYTE_ARRAY);
    meta.list(2, Thrift.I32, 1);
    meta.number(PLAIN);
    meta.list(3, Thrift.BINARY, 1);
    meta.text(names.get(i));
    meta.number(4, Thrift.I32, 0);
    meta.number(5, Thrift.I64, group.rows);
    meta.number(6, Thrift.I64, group.sizes[i]);
    meta.number(7, Thrift.I64, group.sizes[i]);
    meta.number(9, Thrift.I64, group.offsets[i]);
    meta.end();
    meta.end();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    offset += bytes.length;
  }

  private static byte[] littleEndian(int number) {
    return new byte[] {
      (byte) number, (byte) (number >>> 8), (byte) (number >>> 16), (byte) (number >>> 24)
    };
  }

  /**
   * Structs in Thrift's compact protocol: a field's header holds how far its id is from the last.
   */
  private static final class Thrift extends ByteArrayOutputStream {
    static final int I32 = 5;
    static final int I64 = 6;
    static final int BINARY = 8;
    static final int LIST = 9;
    static final int STRUCT = 12;

    private final List<Integer> outer = new ArrayList<>();
    private int last;

    private void field(int id, int type) {
      write((id - last) << 4 | type);
      last = id;
    }

    void number(int id, int type, long value) {
      field(id, type);
      number(value);
    }

    void number(long value) {
      varint(value << 1 ^ value >> 63);
    }

    void text(int id, String text) {
      field(id, BINARY);
      text(text);
    }

    void text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      varint(bytes.length);
      writeBytes(bytes);
    }

    void list(int id, int type, int size) {
      field(id, LIST);
      write(0xf0 | type);
      varint(size);
    }

    void struct(int id) {
      field(id, STRUCT);
      element();
    }

    /** Begins a struct in a list. */
    void element() {
      outer.add(last);
      last = 0;
    }

    void end() {
      write(0);
      last = outer.remove(outer.size() - 1);
    }

    byte[] ended() {
      write(0);
      return toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      write((int) rest);
    }
  }
}
