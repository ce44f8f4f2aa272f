package dev.sluice.exports.read;

import dev.sluice.answer.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A zip archive of several files, as platforms hand out reports that belong together. What a
 * workbook is too, a zip of parts, is none. It holds nothing open.
 */
public final class Archive {
  /** Parts that tell a file of an office program from an archive, in lower case. */
  private static final Set<String> OFFICE =
      Set.of(
          "[content_types].xml", "xl/workbook.xml", "meta-inf/manifest.xml", "index/document.iwa");

  /** Tables of one phrase over and over do not come near it; bombs go to 1,000. */
  private static final long MOST_TIMES_ITS_SIZE = 400;

  private static final long NEVER_TOO_LARGE = 1L << 24;
  private static final int ENCRYPTED_FLAG = 6;

  private final Path path;
  private final String name;
  private final Charset names;
  private final List<String> files;

  private Archive(Path path, String name, Charset names, List<String> files) {
    this.path = path;
    this.name = name;
    this.names = names;
    this.files = files;
  }

  /**
   * Opens an archive.
   *
   * @param name what messages call it
   * @return {@code null} when the file is something else, or cannot be read at all
   * @throws Refusal when it is one that is protected, damaged, or leads out of its folder
   */
  public static @Nullable Archive open(Path path, String name) {
    byte[] head = head(path);
    // An archive of nothing begins with the end of its list.
    boolean zip =
        head.length > ENCRYPTED_FLAG
            && head[0] == 'P'
            && head[1] == 'K'
            && (head[2] == 3 || head[2] == 5);
    if (!zip) {
      return null;
    }
    if (head[2] == 3 && (head[ENCRYPTED_FLAG] & 1) != 0) {
      throw Refusal.input(
          name + " is protected by a password", "unzip it with the password and import the files");
    }
    Archive archive;
    try {
      archive = listed(path, name, StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      archive = withChineseNames(path, name, e);
    }
    return archive.files.stream().anyMatch(file -> OFFICE.contains(lower(file))) ? null : archive;
  }

  /** Programs of Chinese Windows write the names in GBK and do not say so. */
  private static Archive withChineseNames(Path path, String name, Exception inUtf8) {
    try {
      return listed(path, name, Charset.forName("GB18030"));
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.input(name + " is cut off or damaged", "download it again", inUtf8);
    }
  }

  private static Archive listed(Path path, String name, Charset names) throws IOException {
    List<String> files = new ArrayList<>();
    try (ZipFile zip = new ZipFile(path.toFile(), names)) {
      zip.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).forEach(files::add);
    }
    files.sort(Comparator.naturalOrder());
    for (String file : files) {
      List<String> steps = Arrays.asList(file.split("[/\\\\]", -1));
      if (steps.contains("..") || steps.get(0).isEmpty() || steps.get(0).endsWith(":")) {
        throw Refusal.input(
            name + " holds '" + file + "', which leads out of it",
            "do not trust it: download it again from the platform");
      }
    }
    return new Archive(path, name, names, files);
  }

  private static byte[] head(Path path) {
    if (!Files.isRegularFile(path)) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(ENCRYPTED_FLAG + 1);
    } catch (IOException e) {
      // Whoever opens it as a table says why it cannot be read.
      return new byte[0];
    }
  }

  /** The paths of the files in it, in order. */
  public List<String> files() {
    return files;
  }

  /**
   * Writes a file of it to a place outside, bit by bit.
   *
   * @throws Refusal when it is damaged, or out of all proportion to the archive
   */
  public void unpack(String file, Path to) {
    String called = name + "/" + file;
    try (ZipFile zip = new ZipFile(path.toFile(), names);
        Part in = Part.open(zip, file);
        OutputStream out = Files.newOutputStream(to)) {
      long most = Math.max(NEVER_TOO_LARGE, MOST_TIMES_ITS_SIZE * Files.size(path));
      byte[] chunk = new byte[1 << 16];
      long written = 0;
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        written += read;
        if (written > most) {
          throw Refusal.input(
              called + " unpacks to more than " + MOST_TIMES_ITS_SIZE + " times its archive",
              "do not trust it: download it again from the platform");
        }
        out.write(chunk, 0, read);
      }
      in.finish();
    } catch (ZipException | EOFException e) {
      throw Refusal.input(called + " is damaged", "download the archive again", e);
    } catch (IOException e) {
      throw Refusal.failed(called + " cannot be unpacked: " + e.getMessage(), null, e);
    }
  }

  private static String lower(String file) {
    return file.toLowerCase(Locale.ROOT);
  }
}
