package dev.sluice.exports.read;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A part of a workbook, which is an entry of a zip. A byte that changed on the way may well be
 * another digit, and nothing compares the checksum but {@link #finish}.
 */
final class Part extends CheckedInputStream {
  private static final XMLInputFactory XML = new InputFactoryImpl();

  static {
    // A workbook has no business with files and addresses beyond itself.
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private final ZipEntry entry;

  private Part(InputStream in, ZipEntry entry) {
    super(in, new CRC32());
    this.entry = entry;
  }

  /**
   * Opens a part.
   *
   * @throws FileNotFoundException when there is none of that name, in whatever case
   */
  static Part open(ZipFile zip, String name) throws IOException {
    ZipEntry exact = zip.getEntry(name);
    ZipEntry entry =
        exact == null
            ? zip.stream()
                .filter(each -> each.getName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new FileNotFoundException("there is no " + name))
            : exact;
    return new Part(zip.getInputStream(entry), entry);
  }

  static XMLStreamReader xml(InputStream in) throws XMLStreamException {
    return XML.createXMLStreamReader(in);
  }

  /** Reads what is left and compares the checksum of the whole. */
  void finish() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    if (getChecksum().getValue() != entry.getCrc()) {
      throw new ZipException(entry.getName() + " does not match its checksum");
    }
  }
}
