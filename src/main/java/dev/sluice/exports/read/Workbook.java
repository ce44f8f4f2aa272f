package dev.sluice.exports.read;

import dev.sluice.answer.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * An .xlsx file, opened once to learn what its sheets are; or another file of that family, which is
 * refused by name. It holds nothing open, and of the file's text only the shared strings.
 */
final class Workbook {
  private static final String CONTENT_TYPES = "[Content_Types].xml";

  private final Path path;
  private final String name;
  private final CellText cellText;
  private final String stringsPart;
  private String @Nullable [] strings;

  private Workbook(Path path, String name, CellText cellText, String stringsPart) {
    this.path = path;
    this.name = name;
    this.cellText = cellText;
    this.stringsPart = stringsPart;
  }

  /** The visible sheets that hold anything, in order. */
  static List<Table> tables(Path path, String name) {
    List<Table> tables = new ArrayList<>();
    try (ReadableWorkbook opened = open(path, name);
        ZipFile zip = new ZipFile(path.toFile())) {
      Map<String, String> types =
          attributes(zip, CONTENT_TYPES, "Override", "ContentType", "PartName");
      CellText text =
          new CellText(opened.isDate1904(), opened.getFormats(), opened.getNumFmtIdToFormat());
      String strings = part(types, ".sharedStrings+xml", "xl/sharedStrings.xml");
      Workbook workbook = new Workbook(path, name, text, strings);
      Map<String, String> relations = relations(zip, part(types, ".main+xml", "xl/workbook.xml"));
      Set<String> large = new HashSet<>(Set.of(strings));
      for (Sheet sheet : opened.getSheets().toList()) {
        String part = relations.getOrDefault(sheet.getId(), "part " + sheet.getId());
        if (sheet.getVisibility() == SheetVisibility.VISIBLE) {
          tables.add(new SheetTable(workbook, part, title(sheet)));
        }
        large.add(part);
      }
      compareChecksums(zip, large);
    } catch (IOException | XMLStreamException e) {
      throw damaged(name + " is a damaged workbook", e);
    }
    tables.removeIf(table -> !holdsAnything(table));
    if (tables.isEmpty()) {
      throw Refusal.input(
          name + " has no visible sheet that holds anything", "show the sheet, or download again");
    }
    return tables;
  }

  /** The part of a type, or the name that it has nearly always. */
  private static String part(Map<String, String> types, String ending, String otherwise) {
    return types.entrySet().stream()
        .filter(type -> type.getKey().endsWith(ending))
        .map(type -> withoutSlash(type.getValue()))
        .findFirst()
        .orElse(otherwise);
  }

  /** The parts that a part names, by the ids that it names them by. */
  private static Map<String, String> relations(ZipFile zip, String part)
      throws IOException, XMLStreamException {
    int file = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, file);
    Map<String, String> relations =
        attributes(
            zip,
            folder + "_rels/" + part.substring(file) + ".rels",
            "Relationship",
            "Id",
            "Target");
    relations.replaceAll(
        (id, target) -> target.startsWith("/") ? withoutSlash(target) : folder + target);
    return relations;
  }

  private static String withoutSlash(String part) {
    return part.startsWith("/") ? part.substring(1) : part;
  }

  /** Of each element of a name in a part, the one attribute by the other. */
  private static Map<String, String> attributes(
      ZipFile zip, String part, String element, String key, String value)
      throws IOException, XMLStreamException {
    Map<String, String> found = new LinkedHashMap<>();
    try (Part in = Part.open(zip, part)) {
      XMLStreamReader xml = Part.xml(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element)) {
          found.put(
              String.valueOf(xml.getAttributeValue(null, key)),
              String.valueOf(xml.getAttributeValue(null, value)));
        }
      }
    }
    return found;
  }

  String name() {
    return name;
  }

  CellText cellText() {
    return cellText;
  }

  ZipFile zip() throws IOException {
    return new ZipFile(path.toFile());
  }

  /** The strings that cells share, read when the first cell asks for one. */
  String[] sharedStrings(ZipFile zip) {
    if (strings == null) {
      try (Part in = Part.open(zip, stringsPart)) {
        strings = strings(Part.xml(in));
        in.finish();
      } catch (IOException | XMLStreamException e) {
        throw damaged(name + ": its shared strings cannot be read", e);
      }
    }
    return strings;
  }

  /** The text of each {@code si}, without what is said about its pronunciation. */
  private static String[] strings(XMLStreamReader xml) throws XMLStreamException {
    List<String> strings = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean taking = false;
    boolean spoken = false;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          spoken = spoken || xml.getLocalName().equals("rPh");
          taking = !spoken && xml.getLocalName().equals("t");
        }
        case XMLStreamConstants.END_ELEMENT -> {
          taking = false;
          spoken = spoken && !xml.getLocalName().equals("rPh");
          if (xml.getLocalName().equals("si")) {
            strings.add(CellText.unescaped(text.toString()));
            text.setLength(0);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (taking) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
          }
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("an entity that is not of XML itself");
        default -> {
          // Comments and instructions hold no text.
        }
      }
    }
    return strings.toArray(String[]::new);
  }

  /** Opens a workbook, or says what it is that cannot be opened. */
  private static ReadableWorkbook open(Path path, String name) {
    try {
      return open(path, true);
    } catch (IOException | RuntimeException e) {
      throw diagnosis(path, name, e);
    }
  }

  private static ReadableWorkbook open(Path path, boolean formats) throws IOException {
    try {
      return new ReadableWorkbook(path.toFile(), new ReadingOptions(formats, true));
    } catch (ExcelReaderException e) {
      if (!formats) {
        throw e;
      }
      // A workbook need not have formats, but the reader insists on the part that holds them.
      return open(path, false);
    }
  }

  /** Of the small parts; the large ones are compared when they have been read. */
  private static void compareChecksums(ZipFile zip, Set<String> large) throws IOException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (!large.contains(entry.getName())) {
        try (Part part = Part.open(zip, entry.getName())) {
          part.finish();
        }
      }
    }
  }

  private static String title(Sheet sheet) {
    return String.valueOf(sheet.getName());
  }

  private static boolean holdsAnything(Table table) {
    AtomicBoolean anything = new AtomicBoolean();
    table.read(
        (number, cells) -> {
          anything.set(cells.stream().anyMatch(cell -> cell != null && !cell.isBlank()));
          return !anything.get();
        });
    return anything.get();
  }

  private static Refusal diagnosis(Path path, String name, Exception cause) {
    Refusal archive =
        Refusal.input(
            name + " is a zip archive",
            "sluice import takes it as it is; to look into it, unzip it");
    if (Archive.open(path, name) != null) {
      return archive;
    }
    Set<String> parts;
    try (ZipFile zip = new ZipFile(path.toFile())) {
      parts = zip.stream().map(entry -> lower(entry.getName())).collect(Collectors.toSet());
    } catch (IOException e) {
      return Refusal.input(name + " is cut off or damaged", "download it again", cause);
    }
    String saveAs = "open it in the program it is of and save it as .xlsx or CSV";
    if (parts.contains("xl/workbook.xml")) {
      return damaged(name + " is a damaged workbook", cause);
    }
    if (parts.contains("xl/workbook.bin")) {
      return Refusal.input(name + " is a binary workbook (.xlsb)", saveAs);
    }
    if (parts.contains("word/document.xml")) {
      return Refusal.input(name + " is a Word document, not a table", saveAs);
    }
    if (parts.contains("meta-inf/manifest.xml") && parts.contains("content.xml")) {
      return Refusal.input(name + " is an OpenDocument file (.ods, .odt)", saveAs);
    }
    if (parts.contains("index/document.iwa")) {
      return Refusal.input(name + " is a Numbers file", saveAs);
    }
    return archive;
  }

  static Refusal damaged(String what, Throwable cause) {
    return Refusal.input(
        what,
        "download it again; if a spreadsheet program can open it, save it there as CSV",
        cause);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
