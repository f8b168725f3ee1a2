// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.codec.Decoders;
import dev.cairn.rdb.codec.Encoders;
import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueDecoder;
import dev.cairn.rdb.codec.ValueEncoder;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.rdb.format.Crc64;
import dev.cairn.rdb.format.Dialect;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.rdb.legacy.LegacyDecoders;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;
import dev.cairn.storage.snapshot.ImageSink;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One value as DUMP gives it and RESTORE takes it.
 *
 * <pre>
 *   type byte | value as in a file | version u16 LE | checksum of everything before, u64 LE
 * </pre>
 *
 * There is no magic: the version tells the dialect. An instance holds buffers and belongs to the command thread.
 */
public final class DumpPayload {
    private static final int VERSION_BYTES = 2;
    private static final int CHECKSUM_BYTES = 8;
    private static final int FOOTER_BYTES = VERSION_BYTES + CHECKSUM_BYTES;
    private static final int MOST_KEPT_BYTES = 1 << 17;
    private static final String NAME = "DUMP payload";

    private final Decoders redis = LegacyDecoders.of(Dialect.REDIS);
    private final Decoders valkey = LegacyDecoders.of(Dialect.VALKEY);
    private final Payload buffer = new Payload();
    private final RdbOutput plain = new RdbOutput(buffer, false, true);
    private final RdbOutput compressing = new RdbOutput(buffer, true, true);
    private final ImageReader image = new ImageReader();
    private byte[] chunk = new byte[0];

    /**
     * The payload of an entry, which lies outside the heap where it is long. It is closed before the next one is asked for.
     *
     * @param version one that can hold the entry
     * @param compression whether long strings are compressed (directive rdbcompression)
     * @return the payload, or null where it is longer than an array can be
     */
    public Payload open(
            Keyspace keyspace, int database, long entry, RdbVersion version, boolean compression) {
        buffer.begin(keyspace);
        return write(keyspace, database, entry, version, compression) ? buffer : null;
    }

    /** The same as an array, for which no memory is needed but the heap's. */
    public byte[] encode(
            Keyspace keyspace, int database, long entry, RdbVersion version, boolean compression) {
        buffer.begin(null);
        try (buffer) {
            return write(keyspace, database, entry, version, compression) ? buffer.toBytes() : null;
        }
    }

    private boolean write(
            Keyspace keyspace, int database, long entry, RdbVersion version, boolean compression) {
        RdbOutput out = compression ? compressing : plain;
        out.restart();
        boolean done = false;
        try {
            keyspace.image(database, entry, new Encoding(version, out));
            out.writeShort(version.number());
            out.writeLong(out.crc());
            out.flush();
            done = true;
        } catch (IOException | UncheckedIOException e) {
            // Memory is written to, so there is one thing alone that can fail: it is too long.
            return false;
        } finally {
            if (!done) {
                buffer.close();
            }
        }
        return true;
    }

    /** Whether the footer is right: a version that can be read, and the true checksum. */
    public static boolean verify(ByteSlice payload, boolean skipChecksum) {
        return verify(payload, skipChecksum, false);
    }

    /**
     * Whether the footer is right.
     *
     * @param tryLater whether versions that are not known here are tried
     */
    public static boolean verify(ByteSlice payload, boolean skipChecksum, boolean tryLater) {
        if (payload.length() < FOOTER_BYTES) {
            return false;
        }
        RdbVersion version = version(payload);
        if (!version.readable() && !(tryLater && version.isLater())) {
            return false;
        }
        long stored = payload.longAt(payload.length() - CHECKSUM_BYTES);
        int covered = payload.length() - CHECKSUM_BYTES;
        return skipChecksum
                || stored == Crc64.update(0, payload.array(), payload.offset(), covered);
    }

    /**
     * Gives the value to the target under this key. The payload's footer has been verified. Bytes behind the value are
     * ignored, as Valkey ignores them.
     *
     * @throws RdbException where the payload is damaged; the target has seen nothing then, or has abandoned it
     */
    public void restore(ByteSlice payload, KeyHeader key, ValueTarget target) throws RdbException {
        Decoders decoders = version(payload).dialect() == Dialect.VALKEY ? valkey : redis;
        RdbInput in =
                new RdbInput(
                        payload.array(), payload.offset(), payload.length() - FOOTER_BYTES, NAME);
        boolean done = false;
        try {
            int type = in.readByte();
            ValueDecoder decoder = decoders.of(type);
            if (decoder == null) {
                throw in.damaged(
                        0, "type byte " + type, "a type that is served: the types of Valkey 9.1");
            }
            if (!decoder.decode(in, key, target)) {
                throw in.damaged(0, "an empty collection", "one with elements");
            }
            done = true;
        } catch (RdbException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("reading memory failed", e);
        } finally {
            if (!done) {
                target.abandon();
            }
        }
    }

    private static RdbVersion version(ByteSlice payload) {
        int at = payload.length() - FOOTER_BYTES;
        return RdbVersion.ofPayload((payload.at(at) & 0xff) | ((payload.at(at + 1) & 0xff) << 8));
    }

    /** Writes records as they come; one chunk is enough, for it is read before the next is filled. */
    private final class Encoding implements ImageSink {
        private final Encoders encoders;
        private final RdbOutput out;
        private ValueEncoder encoder;

        Encoding(RdbVersion version, RdbOutput out) {
            this.encoders = Encoders.of(version);
            this.out = out;
        }

        @Override
        public byte[] borrow(int atLeast) {
            if (atLeast > MOST_KEPT_BYTES) {
                return new byte[atLeast];
            }
            if (atLeast > chunk.length) {
                chunk = new byte[atLeast];
            }
            return chunk;
        }

        @Override
        public void accept(byte[] records, int length) {
            image.set(records, length);
            try {
                while (image.next()) {
                    if (encoder == null) {
                        encoder = encoders.of(image);
                        out.writeByte(encoder.type(image));
                    }
                    encoder.write(image, out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean full() {
            return false;
        }
    }
}
