package dev.sluice.exports.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a sheet, one after the other (ECMA-376 part 1, 18.3.1): a cell is kept as it is
 * written and becomes text when it is asked for, since a report needs a third of a wide sheet.
 */
final class SheetRows implements Cells {
  private enum Kind {
    NOTHING,
    NUMBER,
    FLAG,
    SHARED,
    TEXT,
    ERROR
  }

  private static final NumberFormat[] NO_FORMATS = {};
  private static final int LAST_COLUMN = 16_384;

  private final XMLStreamReader xml;
  private final CellText text;
  private final Supplier<String[]> shared;
  private String @Nullable [] strings;

  // Of the row under way: its cells by place, and where their characters lie.
  private char[] chars = new char[1 << 12];
  private int used;
  private Kind[] kinds = {};
  private int[] starts = {};
  private int[] ends = {};
  private NumberFormat[] formats = NO_FORMATS;
  private int size;
  private long number;

  /**
   * Reads a sheet.
   *
   * @param shared the strings that its cells share, asked for when the first of them comes
   */
  SheetRows(XMLStreamReader xml, CellText text, Supplier<String[]> shared) {
    this.xml = xml;
    this.text = text;
    this.shared = shared;
  }

  /** The number of the row under way. Rows may lack one: then they follow the one before. */
  long number() {
    return number;
  }

  /**
   * Goes to the next row.
   *
   * @return whether there is one
   * @throws RuntimeException as {@link XMLStreamException}, when the sheet is damaged
   */
  boolean next() throws XMLStreamException {
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
        row();
        return true;
      }
      boolean end = event == XMLStreamConstants.END_ELEMENT;
      if (event == XMLStreamConstants.END_DOCUMENT || (end && isNamed("sheetData"))) {
        return false;
      }
    }
  }

  private boolean isNamed(String name) {
    return xml.getLocalName().equals(name);
  }

  private void row() throws XMLStreamException {
    Arrays.fill(kinds, 0, size, Kind.NOTHING);
    size = 0;
    used = 0;
    String written = xml.getAttributeValue(null, "r");
    long after = number + 1;
    int place = 0;
    int event = xml.next();
    while (event != XMLStreamConstants.END_ELEMENT || !isNamed("row")) {
      if (event == XMLStreamConstants.START_ELEMENT && isNamed("c")) {
        place = cell(place) + 1;
      }
      event = xml.next();
    }
    number = written == null ? after : Math.max(after, Integer.parseInt(written));
  }

  /** Takes a cell, and returns its place: that of its address, or the one given. */
  private int cell(int following) throws XMLStreamException {
    int place = following;
    String type = "n";
    String style = null;
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      switch (xml.getAttributeLocalName(i)) {
        case "r" -> place = place(xml.getAttributeValue(i));
        case "t" -> type = xml.getAttributeValue(i);
        case "s" -> style = xml.getAttributeValue(i);
        default -> {
          // The others are about looks.
        }
      }
    }
    int start = used;
    boolean holds = value();
    Kind kind =
        switch (type) {
          case "n" -> Kind.NUMBER;
          case "b" -> Kind.FLAG;
          case "s" -> Kind.SHARED;
          case "str", "inlineStr" -> Kind.TEXT;
          case "e" -> Kind.ERROR;
          default -> throw new XMLStreamException("a cell of the unknown type " + type);
        };
    int index = style == null ? -1 : Integer.parseInt(style);
    NumberFormat format =
        kind == Kind.NUMBER && index >= 0 ? text.format(index) : NumberFormat.NUMBER;
    if (used > start || (holds && type.equals("inlineStr"))) {
      keep(place, kind, start, format);
    }
    return place;
  }

  private void keep(int place, Kind kind, int start, NumberFormat format)
      throws XMLStreamException {
    if (place >= kinds.length) {
      int length = Math.max(64, 2 * place);
      int before = kinds.length;
      kinds = Arrays.copyOf(kinds, length);
      Arrays.fill(kinds, before, length, Kind.NOTHING);
      starts = Arrays.copyOf(starts, length);
      ends = Arrays.copyOf(ends, length);
      formats = Arrays.copyOf(formats, length);
    }
    kinds[place] = kind;
    starts[place] = start;
    ends[place] = used;
    formats[place] = format;
    size = Math.max(size, place + 1);
    if (kind == Kind.SHARED) {
      shared(place);
    }
  }

  /** A shared string is known by its number, which takes the place of its characters. */
  private void shared(int place) throws XMLStreamException {
    if (strings == null) {
      strings = shared.get();
    }
    int index = Integer.parseInt(new String(chars, starts[place], ends[place] - starts[place]));
    if (index < 0 || index >= strings.length) {
      throw new XMLStreamException("there is no shared string " + index);
    }
    starts[place] = index;
  }

  /** The place of an address: 0 of {@code A7}. */
  private static int place(String address) throws XMLStreamException {
    int column = 0;
    int at = 0;
    while (at < address.length() && address.charAt(at) >= 'A' && address.charAt(at) <= 'Z') {
      column = Math.min(26 * column + address.charAt(at++) - 'A' + 1, LAST_COLUMN + 1);
    }
    boolean numbered = at < address.length();
    for (int i = at; i < address.length(); i++) {
      numbered = numbered && address.charAt(i) >= '0' && address.charAt(i) <= '9';
    }
    if (column == 0 || column > LAST_COLUMN || !numbered) {
      throw new XMLStreamException("'" + address + "' is no address of a cell");
    }
    return column - 1;
  }

  /**
   * Takes the characters of a cell's value, up to the end of the cell: those of {@code v}, or those
   * of {@code t} in {@code is}, without what is said about their pronunciation.
   *
   * @return whether there is a value, if an empty one
   */
  private boolean value() throws XMLStreamException {
    boolean taking = false;
    boolean spoken = false;
    boolean holds = false;
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = xml.getLocalName();
          spoken = spoken || name.equals("rPh");
          taking = !spoken && (name.equals("v") || name.equals("t"));
          holds = holds || taking;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          taking = false;
          if (isNamed("c")) {
            return holds;
          }
          spoken = spoken && !isNamed("rPh");
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (taking) {
            append();
          }
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("an entity that is not of XML itself");
        default -> {
          // Comments and instructions hold no text.
        }
      }
    }
  }

  private void append() {
    int length = xml.getTextLength();
    if (chars.length - used < length) {
      chars = Arrays.copyOf(chars, Math.max(2 * chars.length, used + length));
    }
    System.arraycopy(xml.getTextCharacters(), xml.getTextStart(), chars, used, length);
    used += length;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isBlank(int cell) {
    return switch (kinds[cell]) {
      case NOTHING -> true;
      case NUMBER, FLAG, ERROR -> false;
      case SHARED, TEXT -> String.valueOf(text(cell)).isBlank();
    };
  }

  @Override
  public @Nullable String text(int cell) {
    return switch (kinds[cell]) {
      case NOTHING -> null;
      case NUMBER -> text.number(written(cell), formats[cell]);
      case FLAG -> CellText.flag(written(cell));
      case SHARED -> strings == null ? null : strings[starts[cell]];
      case TEXT -> CellText.unescaped(written(cell));
      case ERROR -> written(cell);
    };
  }

  private String written(int cell) {
    return new String(chars, starts[cell], ends[cell] - starts[cell]);
  }

  @Override
  public void utf8(int cell, Utf8 to) {
    String value = text(cell);
    byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    to.take(bytes, 0, bytes.length);
  }
}
