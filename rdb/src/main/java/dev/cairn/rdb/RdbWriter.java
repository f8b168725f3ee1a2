// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.codec.Encoders;
import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueEncoder;
import dev.cairn.rdb.format.Opcode;
import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;

import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;

/**
 * Writes a snapshot file from image records, in the order in which they come. Keys of several databases may be mixed, for
 * before-images come from anywhere: the file changes databases as often as they do.
 *
 * <p>Calls: {@link #begin}, {@link #aux} for each fact, {@link #image} for each record, {@link #end}. Memory is bounded:
 * big collections pass through record by record. Belongs to one thread.
 */
public final class RdbWriter {
    private static final int NO_DATABASE = -1;

    private final RdbOptions options;
    private final Encoders encoders;
    private final RdbOutput out;
    private final BitSet announced = new BitSet();
    private final long[] keysPerDatabase;
    private final long[] expiresPerDatabase;
    private int database = NO_DATABASE;
    private ValueEncoder encoder;
    private long keys;

    /**
     * @param keysPerDatabase how many keys each database has, for readers to make room; may be empty
     * @param expiresPerDatabase how many of them expire
     */
    public RdbWriter(
            OutputStream stream,
            RdbOptions options,
            long[] keysPerDatabase,
            long[] expiresPerDatabase) {
        this.options = options;
        this.encoders = Encoders.of(options.version());
        this.out = new RdbOutput(stream, options.compression(), options.checksum());
        this.keysPerDatabase = keysPerDatabase.clone();
        this.expiresPerDatabase = expiresPerDatabase.clone();
    }

    /** Writes the magic. */
    public void begin() throws IOException {
        byte[] magic = options.version().magic();
        out.writeRaw(magic, 0, magic.length);
    }

    /** Writes a fact about the file; the facts come before the first key. */
    public void aux(String name, String value) throws IOException {
        assert keys == 0 : "a fact behind a key";
        out.writeByte(Opcode.AUX);
        out.writeAsciiString(name);
        out.writeAsciiString(value);
    }

    /** Writes a fact that is a number. */
    public void aux(String name, long value) throws IOException {
        assert keys == 0 : "a fact behind a key";
        out.writeByte(Opcode.AUX);
        out.writeAsciiString(name);
        out.writeIntegerString(value);
    }

    /** Writes the record that the reader stands on. */
    public void image(ImageReader image) throws IOException {
        ImageReader.Kind kind = image.kind();
        if (kind == ImageReader.Kind.WHOLE || kind == ImageReader.Kind.BEGIN) {
            encoder = encoders.of(image);
            writeKey(image);
            keys++;
        }
        encoder.write(image, out);
    }

    private void writeKey(ImageReader image) throws IOException {
        if (image.database() != database) {
            writeDatabase(image.database());
        }
        if (image.expireAtMillis() != KeyHeader.NONE) {
            out.writeByte(Opcode.EXPIRETIME_MS);
            out.writeLong(image.expireAtMillis());
        }
        switch (options.usage()) {
            case NONE -> {}
            case IDLE -> {
                out.writeByte(Opcode.IDLE);
                out.writeLength(image.lruIdleSeconds());
            }
            case FREQUENCY -> {
                out.writeByte(Opcode.FREQ);
                out.writeByte(image.lfuFrequency());
            }
        }
        out.writeByte(encoder.type(image));
        ByteSlice key = image.key();
        out.writeString(key.array(), key.offset(), key.length());
    }

    private void writeDatabase(int index) throws IOException {
        database = index;
        out.writeByte(Opcode.SELECTDB);
        out.writeLength(index);
        if (!announced.get(index) && index < keysPerDatabase.length) {
            announced.set(index);
            out.writeByte(Opcode.RESIZEDB);
            out.writeLength(keysPerDatabase[index]);
            out.writeLength(expiresPerDatabase[index]);
        }
    }

    /** Ends the file, flushes the stream, and returns the checksum that stands at its end. */
    public long end() throws IOException {
        out.writeByte(Opcode.EOF);
        long crc = out.crc();
        out.writeLong(crc);
        out.flush();
        return crc;
    }

    /** Keys written so far. */
    public long keys() {
        return keys;
    }

    /** Bytes written so far. */
    public long bytes() {
        return out.position();
    }
}
