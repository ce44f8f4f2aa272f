package dev.sluice.cli.command;

import dev.sluice.answer.Refusal;
import dev.sluice.cli.Session;
import dev.sluice.plan.CampaignFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The campaign that a command is about. */
final class CampaignArgument {
  @Parameters(paramLabel = "CAMPAIGN", description = "The campaign file, YAML or JSON; - is stdin.")
  private String file = "";

  /** Reads it; what is wrong inside it is the reader's to say. */
  CampaignFile read(Session session) {
    return read(session, file);
  }

  /** Reads the campaign of that name. */
  static CampaignFile read(Session session, String file) {
    return CampaignFile.read(name(file), text(session, file));
  }

  /** The text of a campaign as it stands in its file, or on stdin for {@code -}. */
  static String text(Session session, String file) {
    return text(session, file, "'sluice plan new " + name(file) + "' writes an example");
  }

  /**
   * The text of any file, or of stdin for {@code -}.
   *
   * @param hint for one that is not there
   */
  static String text(Session session, String file, @Nullable String hint) {
    String name = name(file);
    byte[] bytes;
    try {
      bytes = file.equals("-") ? session.in().readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw Refusal.input("there is no file " + name, hint, e);
    } catch (IOException e) {
      throw Refusal.failed("cannot read " + name + ": " + e.getMessage(), null, e);
    }
    try {
      // A strict decoder: a wrong byte becomes a refusal, not a replacement character.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      String what = isUtf16(bytes) ? name + " is in UTF-16" : name + " is not UTF-8";
      throw Refusal.input(what, "save it as UTF-8", e);
    }
  }

  /** Whether a text begins with the mark that editors put before UTF-16. */
  private static boolean isUtf16(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    return mark == 0xFFFE || mark == 0xFEFF;
  }

  static String name(String file) {
    return file.equals("-") ? "<stdin>" : file;
  }
}
