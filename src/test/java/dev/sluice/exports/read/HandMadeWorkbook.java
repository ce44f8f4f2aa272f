package dev.sluice.exports.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook written part by part, to hold what no library writes. */
final class HandMadeWorkbook {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final Map<String, String> sheets = new LinkedHashMap<>();
  private String properties = "";
  private String formats = "";
  private String strings = "";
  private String prologue = "";
  private boolean styles = true;

  /** Adds a sheet; {@code rows} is the XML within its {@code sheetData}. */
  HandMadeWorkbook sheet(String name, String rows) {
    return sheet(name, "", rows);
  }

  HandMadeWorkbook sheet(String name, String attributes, String rows) {
    sheets.put("name=\"" + name + "\" " + attributes, rows);
    return this;
  }

  HandMadeWorkbook since1904() {
    properties = "<workbookPr date1904=\"1\"/>";
    return this;
  }

  /** Sets the number formats, by id; a cell's style {@code s} is their index, after a plain 0. */
  HandMadeWorkbook formats(Map<String, String> codes) {
    StringBuilder numbers = new StringBuilder("<numFmts>");
    StringBuilder cells = new StringBuilder("<cellXfs><xf numFmtId=\"0\"/>");
    codes.forEach(
        (id, code) -> {
          if (!code.isEmpty()) {
            numbers.append("<numFmt numFmtId=\"" + id + "\" formatCode=\"" + code + "\"/>");
          }
          cells.append("<xf numFmtId=\"" + id + "\"/>");
        });
    formats = numbers + "</numFmts>" + cells + "</cellXfs>";
    return this;
  }

  /** Sets the shared strings; the XML of {@code si} elements. */
  HandMadeWorkbook strings(String items) {
    strings = items;
    return this;
  }

  HandMadeWorkbook withoutStyles() {
    styles = false;
    return this;
  }

  /** Puts text before the root element of every sheet. */
  HandMadeWorkbook prologue(String text) {
    prologue = text;
    return this;
  }

  byte[] bytes() {
    StringBuilder types = new StringBuilder();
    StringBuilder list = new StringBuilder();
    StringBuilder relations = new StringBuilder();
    Map<String, String> parts = new LinkedHashMap<>();
    type(types, "/xl/workbook.xml", "sheet.main");
    type(types, "/xl/sharedStrings.xml", "sharedStrings");
    if (styles) {
      type(types, "/xl/styles.xml", "styles");
      parts.put("xl/styles.xml", "<styleSheet xmlns=\"" + MAIN + "\">" + formats + "</styleSheet>");
    }
    int number = 0;
    for (Map.Entry<String, String> sheet : sheets.entrySet()) {
      number++;
      String id = "\"rId" + number + "\"";
      list.append("<sheet " + sheet.getKey() + " sheetId=\"" + number + "\" r:id=" + id + "/>");
      relations.append(
          "<Relationship Id=" + id + " Target=\"worksheets/sheet" + number + ".xml\"/>");
      parts.put(
          "xl/worksheets/sheet" + number + ".xml",
          prologue
              + "<worksheet xmlns=\""
              + MAIN
              + "\"><sheetData>"
              + sheet.getValue()
              + "</sheetData></worksheet>");
    }
    parts.put("xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + strings + "</sst>");
    parts.put("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns=\""
            + MAIN
            + "\" xmlns:r=\""
            + RELATIONS
            + "\">"
            + properties
            + "<sheets>"
            + list
            + "</sheets></workbook>");
    parts.put("[Content_Types].xml", "<Types>" + types + "</Types>");
    return zip(parts);
  }

  private static void type(StringBuilder types, String part, String type) {
    types.append(
        "<Override PartName=\""
            + part
            + "\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml."
            + type
            + "+xml\"/>");
  }

  static byte[] zip(Map<String, String> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
