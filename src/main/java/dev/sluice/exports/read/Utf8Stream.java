package dev.sluice.exports.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A text in UTF-8, from a reader that knows how the file is encoded. */
final class Utf8Stream extends InputStream {
  private final Reader reader;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final CharBuffer chars = CharBuffer.allocate(1 << 16).flip();
  private boolean ended;

  Utf8Stream(Reader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    throw new UnsupportedOperationException("read some thousands at a time");
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(into, offset, length);
    while (bytes.position() == offset) {
      if (!ended && chars.remaining() < 2) {
        // One may be the first half of a character.
        chars.compact();
        ended = reader.read(chars) < 0;
        chars.flip();
      }
      CoderResult result = encoder.encode(chars, bytes, ended);
      if (result.isError()) {
        result.throwException();
      }
      if (ended && !chars.hasRemaining()) {
        break;
      }
    }
    return bytes.position() == offset ? -1 : bytes.position() - offset;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
