// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Streams as Redis 8.6 (type 26) and 8.8 (type 27) write them. */
class RedisStreamTest {
    private static final String NOTHING_GIVEN_BACK = "00";

    /** A hundred seconds, a hundred messages; producer p with two messages, q with none; three added, one met twice. */
    private static final String MESSAGES =
            "4064 4064 02 0170 02 0361 6263 0101 03 6465 66 01 03 0171 00 03 01";

    private static final String NO_MESSAGES = "4064 4064 00 00 00";

    private static final byte[] PLAIN =
            RdbBytes.of("").bytes(21).hex(Examples.stream()).payload(80);

    @Test
    void streamsWithMessagesOfProducers() throws IOException {
        RdbSummary summary = assertReadsAsPlain(file("REDIS0013", 26, MESSAGES));
        assertEquals(
                List.of(
                        "test: what keeps XADD IDMP from adding twice is left out: it is not"
                                + " served"),
                summary.notices());
        assertEquals(List.of(), assertReadsAsPlain(file("REDIS0013", 26, NO_MESSAGES)).notices());
    }

    @Test
    void streamsOfWhichNothingWasGivenBack() throws IOException {
        assertReadsAsPlain(file("REDIS0014", 27, NOTHING_GIVEN_BACK + MESSAGES));
    }

    @Test
    void entriesThatAreNobodysAreRefused() {
        byte[] file = file("REDIS0014", 27, "01 0000000000000001 0000000000000003" + NO_MESSAGES);
        RdbException e = assertThrows(RdbException.class, () -> read(file));
        assertEquals(
                "test at byte 203: found 1 pending entries that XNACK gave back in key \"s\" of"
                        + " type stream-v5 (27), expected none: let a consumer claim them first"
                        + " (XCLAIM)",
                e.getMessage());
    }

    @Test
    void whatIsCutOffNamesKeyTypeAndPlace() {
        byte[] file = file("REDIS0014", 27, NOTHING_GIVEN_BACK + MESSAGES);
        int afterKey = 12;
        int end = file.length - 9;
        for (int length = afterKey; length < end; length++) {
            byte[] part = Arrays.copyOf(file, length);
            RdbException e = assertThrows(RdbException.class, () -> read(part), "cut at " + length);
            assertTrue(e.found().endsWith(" in key \"s\" of type stream-v5 (27)"), e.getMessage());
            assertTrue(e.offset() >= afterKey && e.offset() <= length, e.getMessage());
        }
    }

    @Test
    void payloads() throws IOException {
        for (byte[] payload :
                List.of(
                        RdbBytes.of("").bytes(26).hex(Examples.stream() + MESSAGES).payload(13),
                        RdbBytes.of("")
                                .bytes(27)
                                .hex(Examples.stream() + NOTHING_GIVEN_BACK + MESSAGES)
                                .payload(14))) {
            try (Keyspace keyspace = TestKeyspace.open()) {
                assertTrue(DumpPayload.verify(ByteSlice.of(payload), false));
                KeyHeader key = new KeyHeader();
                key.key().set(ByteSlice.of("s"));
                new DumpPayload().restore(ByteSlice.of(payload), key, new StorageTarget(keyspace));
                assertArrayEquals(PLAIN, dump(keyspace));
            }
        }
    }

    private static byte[] file(String magic, int type, String trailer) {
        return RdbBytes.of(magic).bytes(type).string("s").hex(Examples.stream() + trailer).end();
    }

    private static RdbSummary assertReadsAsPlain(byte[] file) throws IOException {
        try (Keyspace keyspace = TestKeyspace.open()) {
            RdbSummary summary = read(file, keyspace);
            assertArrayEquals(PLAIN, dump(keyspace));
            return summary;
        }
    }

    private static byte[] dump(Keyspace keyspace) {
        long entry = keyspace.database(0).peek(ByteSlice.of("s"));
        return new DumpPayload().encode(keyspace, 0, entry, RdbVersion.VALKEY_80, false);
    }

    private static RdbSummary read(byte[] file) throws IOException {
        try (Keyspace keyspace = TestKeyspace.open()) {
            return read(file, keyspace);
        }
    }

    private static RdbSummary read(byte[] file, Keyspace keyspace) throws IOException {
        return RdbReader.read(
                new ByteArrayInputStream(file), "test", 16, new StorageTarget(keyspace));
    }
}
