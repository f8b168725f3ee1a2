// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OBJECT ENCODING of strings after what Valkey 9.1.2 was asked to do with them. */
class EncodingNamesTest {
    private static final ByteSlice KEY = ByteSlice.of("k");
    private static final ByteSlice OTHER = ByteSlice.of("zz");

    private final Keyspace keyspace =
            Keyspace.open(new StorageConfig().reserveBytes(64 << 20).hugePages(false));
    private final Database database = keyspace.database(0);
    private final Strings strings = database.strings();

    @AfterEach
    void close() {
        keyspace.close();
    }

    @Test
    void canonicalIntegersAreInt() {
        for (String text :
                new String[] {"0", "-1", "9223372036854775807", "-9223372036854775808"}) {
            set(text);
            assertEncoding("int", KEY);
        }
        for (String text : new String[] {"", "-0", "01", "+1", " 1", "9223372036854775808"}) {
            set(text);
            assertEncoding("embstr", KEY);
        }
    }

    @Test
    void whatIsChangedInPlaceIsRaw() {
        set("12");
        strings.append(KEY, ByteSlice.of("3"));
        assertEncoding("raw", KEY);
        set("abc");
        strings.append(KEY, ByteSlice.of(""));
        assertEncoding("raw", KEY);
        strings.setLong(KEY, 5);
        assertEncoding("int", KEY);
        strings.setText(KEY, ByteSlice.of("5"));
        assertEncoding("embstr", KEY);
        database.delete(KEY, false);
        strings.append(KEY, ByteSlice.of("5"));
        assertEncoding("int", KEY);
        strings.setRange(KEY, 0, ByteSlice.of("6"));
        database.rename(KEY, OTHER);
        assertEncoding("raw", OTHER);
    }

    @Test
    void anExpiryAndALongerNameCountForGood() {
        set("x".repeat(112));
        assertEncoding("embstr", KEY);
        database.setExpireAt(KEY, 1_700_000_000_000L);
        assertEncoding("raw", KEY);
        database.setExpireAt(KEY, -1);
        assertEncoding("raw", KEY);
        set("x".repeat(112));
        database.copy(KEY, database, OTHER);
        assertEncoding("raw", OTHER);
        database.rename(KEY, ByteSlice.of("a longer name"));
        assertEncoding("raw", ByteSlice.of("a longer name"));
    }

    private void set(String text) {
        strings.set(KEY, ByteSlice.of(text), -1, false);
    }

    private void assertEncoding(String name, ByteSlice key) {
        assertEquals(name, database.encoding(database.peek(key)).text());
    }
}
