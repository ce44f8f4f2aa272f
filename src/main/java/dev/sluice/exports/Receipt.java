package dev.sluice.exports;

import dev.sluice.answer.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file.
 *
 * @param file its name
 * @param report the report that it is, {@code null} where none was recognised
 * @param sha256 of its bytes, {@code null} where it could not be read
 * @param status what happened
 * @param encoding how its bytes were read
 * @param headerRow where its header stands
 * @param read rows under the header
 * @param loaded rows that became facts
 * @param rejected rows that could not be read, see {@code sluice rejects}
 * @param skipped rows that are no facts: totals, descriptions
 * @param from the first day in it
 * @param to the last
 * @param unknown headers that the catalogue does not know
 * @param missing headers that the catalogue knows and the file lacks
 * @param warnings what a reader of the numbers must know
 * @param reason why it was refused
 * @param hint what to do about that
 * @param cause of what kind the refusal is
 */
public record Receipt(
    String file,
    @Nullable String report,
    @Nullable String sha256,
    Status status,
    @Nullable String encoding,
    @Nullable Long headerRow,
    @Nullable Long read,
    @Nullable Long loaded,
    @Nullable Long rejected,
    @Nullable Long skipped,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    List<String> unknown,
    List<String> missing,
    List<String> warnings,
    @Nullable String reason,
    @Nullable String hint,
    Refusal.@Nullable Cause cause) {

  /** What happened to a file. */
  public enum Status {
    /** Its rows are facts now. */
    LOADED,
    /** The same bytes had been imported before. */
    UNCHANGED,
    /** Loaded, but all that it says is overruled by a fresher file. */
    SUPERSEDED,
    /** Not accepted; the workspace is as it was. */
    REFUSED
  }

  static Receipt refused(String file, @Nullable String sha256, Refusal refusal) {
    return new Receipt(
        file,
        null,
        sha256,
        Status.REFUSED,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        refusal.sentence(),
        refusal.hint(),
        refusal.category());
  }
}
