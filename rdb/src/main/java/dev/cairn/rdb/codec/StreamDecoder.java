// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.BlockCheck;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamParts;

import java.io.IOException;

/**
 * Streams, in the layouts of {@link StreamEncoder}: the first lacks first id, greatest deleted id, entries added and read; it
 * and the second lack when a consumer was active. Redis has added to the third since.
 *
 * <pre>
 *   5  behind a group's consumers: entries that XNACK has given back and that are nobody's: count, then 16 bytes of id each
 *   4  behind the groups: what keeps messages from being added twice (XADD IDMP):
 *          seconds to remember, most messages of a producer, producers, then per producer: name,
 *              messages: count, then per message: its own id as a string, the entry's id (two lengths)
 *          messages added, duplicates met (two lengths)
 * </pre>
 *
 * Neither is known here. What keeps messages from being added twice is left out; entries that are nobody's cannot be kept, and are
 * refused.
 */
public final class StreamDecoder implements ValueDecoder {
    private static final int ID_BYTES = 16;

    private final int version;
    private final BlockCheck check = new BlockCheck();
    private final RdbString read = new RdbString();
    private final RdbString readId = new RdbString();
    private final ByteSlice bytes = new ByteSlice();
    private final StreamId id = new StreamId();
    private final StreamId last = new StreamId();
    private final StreamId first = new StreamId();
    private final StreamId deleted = new StreamId();
    private long live;

    /**
     * A decoder of one of the layouts.
     *
     * @param version 1 to 5
     */
    public StreamDecoder(int version) {
        this.version = version;
    }

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        StreamParts parts = target.beginStream(key);
        check.begin();
        live = 0;
        long blocks = in.readLength();
        for (long i = 0; i < blocks; i++) {
            block(in, parts);
        }
        root(in, parts);
        long groups = in.readLength();
        for (long i = 0; i < groups; i++) {
            group(in, parts);
        }
        if (version > 3) {
            skipMessages(in);
        }
        target.endStream();
        return true;
    }

    private void block(RdbInput in, StreamParts parts) throws IOException {
        long start = in.position();
        in.readString(readId);
        if (readId.length() != ID_BYTES) {
            throw in.damaged(start, "a block's id of " + readId.length() + " bytes", "16 bytes");
        }
        id.set(bigEndian(readId, 0), bigEndian(readId, Long.BYTES));
        start = in.position();
        in.readString(read);
        String damage = check.check(id.ms(), id.seq(), read.array(), 0, read.length());
        if (damage != null) {
            throw in.damaged(start, damage, "a sound listpack of a stream's entries");
        }
        live += check.live();
        parts.block(id.ms(), id.seq(), bytes.set(read.array(), 0, read.length()), check.live());
    }

    private void root(RdbInput in, StreamParts parts) throws IOException {
        long start = in.position();
        long length = in.readLength();
        if (length != live) {
            throw in.damaged(start, "a length of " + length, live + " entries, as there are");
        }
        start = in.position();
        pair(in, last);
        if (last.compare(check.last()) < 0) {
            throw in.damaged(start, "last id " + last, "at least " + check.last());
        }
        long added = length;
        first.set(check.first());
        deleted.set(0, 0);
        if (version > 1) {
            start = in.position();
            pair(in, first);
            if (first.compare(check.first()) != 0) {
                throw in.damaged(start, "first id " + first, check.first().toString());
            }
            pair(in, deleted);
            added = in.readUnsigned();
        }
        parts.root(last, first, deleted, added);
    }

    private void group(RdbInput in, StreamParts parts) throws IOException {
        long start = in.position();
        name(in);
        pair(in, last);
        boolean fresh =
                version > 1
                        ? parts.group(bytes, last, in.readUnsigned())
                        : parts.group(bytes, last);
        if (!fresh) {
            throw in.damaged(start, "group \"" + bytes + "\" a second time", "names that differ");
        }
        long pending = in.readLength();
        for (long i = 0; i < pending; i++) {
            start = in.position();
            id(in);
            long delivered = in.readLong();
            if (!parts.pending(id, delivered, in.readUnsigned())) {
                throw in.damaged(start, "pending entry " + id + " a second time", "another one");
            }
        }
        long consumers = in.readLength();
        for (long i = 0; i < consumers; i++) {
            consumer(in, parts);
        }
        if (version > 4) {
            givenBack(in);
        }
        if (!parts.endGroup()) {
            throw in.damaged("pending entries that are nobody's", "a consumer for each");
        }
    }

    private static void givenBack(RdbInput in) throws IOException {
        long start = in.position();
        long count = in.readLength();
        if (count > 0) {
            throw in.unserved(
                    start,
                    count + " pending entries that XNACK gave back",
                    "none: let a consumer claim them first (XCLAIM)");
        }
    }

    private void skipMessages(RdbInput in) throws IOException {
        in.readUnsigned();
        in.readUnsigned();
        long producers = in.readLength();
        for (long i = 0; i < producers; i++) {
            in.readString(read);
            long messages = in.readLength();
            if (messages > 0) {
                in.leftOut("what keeps XADD IDMP from adding twice is left out: it is not served");
            }
            for (long j = 0; j < messages; j++) {
                in.readString(read);
                pair(in, id);
            }
        }
        in.readUnsigned();
        in.readUnsigned();
    }

    private void consumer(RdbInput in, StreamParts parts) throws IOException {
        long start = in.position();
        name(in);
        long seen = in.readLong();
        long active = version > 2 ? in.readLong() : seen;
        if (!parts.consumer(bytes, seen, active)) {
            throw in.damaged(
                    start, "consumer \"" + bytes + "\" a second time", "names that differ");
        }
        long pending = in.readLength();
        for (long i = 0; i < pending; i++) {
            start = in.position();
            id(in);
            if (!parts.owned(id)) {
                throw in.damaged(
                        start,
                        "entry " + id + " of a consumer",
                        "one that is pending, and nobody's");
            }
        }
    }

    private void name(RdbInput in) throws IOException {
        in.readString(read);
        bytes.set(read.array(), 0, read.length());
    }

    private void id(RdbInput in) throws IOException {
        long ms = Long.reverseBytes(in.readLong());
        id.set(ms, Long.reverseBytes(in.readLong()));
    }

    private static void pair(RdbInput in, StreamId into) throws IOException {
        long ms = in.readUnsigned();
        into.set(ms, in.readUnsigned());
    }

    private static long bigEndian(RdbString from, int at) {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = (number << Byte.SIZE) | (from.array()[at + i] & 0xFF);
        }
        return number;
    }
}
