// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.memory.StoredPlaces;

import java.util.function.Consumer;

/**
 * What a command has found in collections whose reply begins with how many there are, and that of a scan with the next cursor,
 * which are known last. Only where the strings lie is kept, outside the Java heap; good as long as nothing changes. Whoever makes one closes it.
 */
public final class FoundStrings implements AutoCloseable {
    private static final int FETCHED_TOGETHER = 16;

    private final StoredPlaces places;
    private final StoredBytes view = new StoredBytes();

    public FoundStrings(Keyspace keyspace) {
        places = new StoredPlaces(keyspace.memory(), keyspace.allocator());
    }

    public void add(StoredBytes string) {
        places.add(string);
    }

    public long count() {
        return places.count();
    }

    /** One of them; the view is good until the next is asked for. */
    public StoredBytes get(long index) {
        return places.show(index, view);
    }

    /** Answers with the cursor and all of them. */
    public void reply(ReplyWriter reply, long next) {
        beginReply(reply, next, count());
        forEach(reply::bulk);
    }

    /** Shows all of them; the view is good until the next is shown. */
    public void forEach(Consumer<StoredBytes> visitor) {
        for (long i = 0; i < count(); i++) {
            if (i % FETCHED_TOGETHER == 0) {
                places.fetch(i, FETCHED_TOGETHER);
            }
            visitor.accept(get(i));
        }
    }

    /** Begins the reply of a scan that shows so many. */
    public static void beginReply(ReplyWriter reply, long next, long shown) {
        reply.array(2);
        reply.bulk(Long.toUnsignedString(next));
        reply.array(shown);
    }

    @Override
    public void close() {
        places.close();
    }
}
