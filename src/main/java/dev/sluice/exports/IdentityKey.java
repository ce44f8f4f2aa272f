package dev.sluice.exports;

import dev.sluice.answer.Column;
import dev.sluice.answer.Refusal;
import dev.sluice.answer.Section;
import dev.sluice.workspace.Sql;
import dev.sluice.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The secret under which people's ids are hashed. It lies beside the workspace in a file of mode
 * 600, so that a copy of the workspace alone tells nobody who bought. The workspace keeps its
 * fingerprint: with another key the same buyer would become a second one, without a word.
 */
final class IdentityKey {
  private static final int BLOCK = 64;
  private static final Sql FINGERPRINT =
      Sql.composed("identity key", "SELECT fingerprint FROM identity_key ORDER BY fingerprint");

  private IdentityKey() {}

  /** Where the key of a workspace lies. */
  static Path file(Path workspace) {
    return workspace.resolveSibling(workspace.getFileName() + ".key");
  }

  /** Gives the conversion its two pads of HMAC; makes the key where the workspace has none yet. */
  static void install(Workspace workspace) {
    Path file = file(workspace.file());
    Section known =
        workspace.query("fingerprint", FINGERPRINT, List.of(Column.text("fingerprint")));
    if (known.rows().isEmpty() && !Files.exists(file)) {
      create(file);
    }
    byte[] key = read(file);
    String fingerprint = HexFormat.of().formatHex(sha256(key)).substring(0, 16);
    if (known.rows().isEmpty()) {
      workspace.update(
          Sql.composed("identity key", "INSERT INTO identity_key VALUES ($1)"), fingerprint);
    } else if (!fingerprint.equals(known.cell(0, "fingerprint"))) {
      throw Refusal.failed(
          file + " is not the key that this workspace's buyers were hashed with",
          "put back the key file that belongs to " + workspace.file(),
          null);
    }
    workspace.execute("SET VARIABLE identity_inner = " + blob(pad(key, 0x36)));
    workspace.execute("SET VARIABLE identity_outer = " + blob(pad(key, 0x5c)));
  }

  private static void create(Path file) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    try {
      if (Files.getFileStore(file.toAbsolutePath().getParent())
          .supportsFileAttributeView("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.writeString(file, HexFormat.of().formatHex(secret) + "\n", StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw Refusal.failed("cannot write the key " + file, null, e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return HexFormat.of().parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.failed(
          "cannot read the key " + file + ", with which this workspace's buyers were hashed",
          "put back the key file that belongs to the workspace",
          e);
    }
  }

  private static byte[] pad(byte[] key, int with) {
    byte[] padded = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      padded[i] = (byte) ((i < key.length ? key[i] : 0) ^ with);
    }
    return padded;
  }

  private static String blob(byte[] bytes) {
    return "unhex('" + HexFormat.of().formatHex(bytes) + "')";
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
