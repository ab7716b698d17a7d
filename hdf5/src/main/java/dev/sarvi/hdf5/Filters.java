package dev.sarvi.hdf5;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What was done to each chunk before it was stored, in the order of writing. */
record Filters(List<Filter> filters) {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int MAX_FILTERS = 32;

  /** One filter; its numbers (such as a compression level) are not needed to undo it. */
  record Filter(int code) {}

  static Filters read(Optional<Cursor> message) {
    return message.map(Filters::read).orElse(new Filters(List.of()));
  }

  private static Filters read(Cursor cursor) {
    int version = cursor.u8();
    int count = cursor.u8();
    if ((version != 1 && version != 2) || count > MAX_FILTERS) {
      throw cursor.damaged(
          "filter pipeline version 1 or 2 of at most 32 filters", version + ", " + count);
    }
    cursor.skip(version == 1 ? 6 : 0);
    List<Filter> filters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int code = cursor.u16();
      boolean named = version == 1 || code >= 256;
      int nameLength = named ? cursor.u16() : 0;
      int values = cursor.skip(2).u16();
      cursor.skip(nameLength).skip(4L * values).skip(version == 1 && values % 2 == 1 ? 4 : 0);
      filters.add(new Filter(code));
    }
    return new Filters(filters);
  }

  /** Refuses what cannot be undone; deflating twice has no use but to hide a bomb. */
  void checkSupported() {
    for (Filter filter : filters) {
      if (filter.code < DEFLATE || filter.code > FLETCHER32) {
        throw new Hdf5Exception(
            "Expected the filters deflate (1), shuffle (2) and fletcher32 (3). Found: "
                + filter.code);
      }
    }
    if (filters.stream().distinct().count() < filters.size()) {
      throw new Hdf5Exception("Expected each filter once. Found: " + filters);
    }
  }

  /** More than any pipeline of ours adds to a chunk that cannot be compressed. */
  static long maxStored(long chunkBytes) {
    return chunkBytes + chunkBytes / 1000 + 1024;
  }

  /**
   * Undoes the filters, last first.
   *
   * @param skipped bit i is set where filter i was not applied to this chunk
   * @param chunkBytes how long the result must be
   */
  ByteBuffer undo(ByteBuffer stored, int skipped, int elementSize, int chunkBytes) {
    ByteBuffer chunk = stored;
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (((skipped >> i) & 1) == 0) {
        chunk =
            switch (filters.get(i).code) {
              case DEFLATE -> inflate(chunk, (int) maxStored(chunkBytes));
              case SHUFFLE -> unshuffle(chunk, elementSize);
              default -> verified(chunk);
            };
      }
    }
    if (chunk.remaining() != chunkBytes) {
      throw new Hdf5Exception(
          "Expected a chunk of %d bytes. Found: %d".formatted(chunkBytes, chunk.remaining()));
    }
    return chunk;
  }

  private static ByteBuffer inflate(ByteBuffer deflated, int limit) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      ByteBuffer chunk = ByteBuffer.allocate(limit);
      while (!inflater.finished()) {
        if (inflater.inflate(chunk) == 0 && !inflater.finished()) {
          throw new Hdf5Exception(
              "Expected a deflated chunk of at most %d bytes. Found: one that is longer or cut short"
                  .formatted(limit));
        }
      }
      return chunk.flip();
    } catch (DataFormatException e) {
      throw new Hdf5Exception("Expected a deflated chunk. Found: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  /** First bytes of all elements, then the second bytes ... become elements again. */
  private static ByteBuffer unshuffle(ByteBuffer shuffled, int elementSize) {
    int count = shuffled.remaining() / elementSize;
    ByteBuffer elements = ByteBuffer.allocate(shuffled.remaining());
    for (int part = 0; part < elementSize; part++) {
      for (int i = 0; i < count; i++) {
        elements.put(i * elementSize + part, shuffled.get());
      }
    }
    elements.position(count * elementSize).put(shuffled); // a rest is not shuffled
    return elements.flip();
  }

  private static ByteBuffer verified(ByteBuffer checked) {
    int size = checked.remaining() - 4;
    if (size < 0) {
      throw new Hdf5Exception("Expected a chunk with a checksum. Found: " + (size + 4) + " bytes");
    }
    int stored = Integer.reverseBytes(checked.slice(checked.position() + size, 4).getInt());
    ByteBuffer content = checked.slice(checked.position(), size);
    int computed = Checksum.fletcher32(content.duplicate());
    if (stored != computed) {
      throw new Hdf5Exception(
          "Expected a chunk with the checksum %08x. Found: %08x".formatted(computed, stored));
    }
    return content;
  }
}
