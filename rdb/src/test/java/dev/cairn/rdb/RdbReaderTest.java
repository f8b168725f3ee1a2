// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.rdb.format.Dialect;
import dev.cairn.rdb.format.RdbException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class RdbReaderTest {
    /** {f: v, n: 1234567}: a string and a 24-bit integer. */
    private static final String LISTPACK = "15 15000000 0400 816602 817602 816e02 f287d61204 ff";

    private final RecordedValues target = new RecordedValues();

    @Test
    void readsAFileThatValkeyWrote() throws IOException {
        byte[] file = Examples.valkey80();
        RdbSummary summary = read(file);
        assertEquals("{0 foo=\"bar\", 0 h={a=1, b=2}, 0 i=\"12345\"}", target.values.toString());
        assertEquals(3, summary.keys());
        assertEquals(file.length, summary.bytes());
        assertTrue(summary.checksummed());
        assertEquals(Dialect.VALKEY, summary.version().dialect());
        assertEquals(
                "{valkey-ver=9.1.2, redis-bits=64, ctime=1795255614, used-mem=1013864, aof-base=0}",
                summary.aux().toString());
        assertEquals(summary.aux(), RdbReader.peek(new ByteArrayInputStream(file), "test"));
    }

    @Test
    void readsEveryOpcode() throws IOException {
        byte[] file =
                RdbBytes.of("VALKEY080")
                        .bytes(250)
                        .string("valkey-ver")
                        .string("9.1.2")
                        .bytes(250)
                        .string("unheard-of")
                        .string("x")
                        .bytes(245)
                        .string("#!lua name=l")
                        .bytes(247)
                        .bytes(0x81)
                        .little(77)
                        .hex("02 01 01 05 02 02 03 00000000 04 0000000000000000 05")
                        .string("s")
                        .bytes(0)
                        .bytes(243)
                        .string("job")
                        .bytes(1, 0, 63)
                        .bytes(254, 3)
                        .bytes(251, 2, 1)
                        .bytes(252)
                        .little(1000)
                        .bytes(248, 5)
                        .bytes(0)
                        .string("a")
                        .string("1")
                        .bytes(253)
                        .hex("10000000")
                        .bytes(249, 7)
                        .bytes(0)
                        .string("b")
                        .string("2")
                        .bytes(254, 15)
                        .bytes(0)
                        .string("c")
                        .string("3")
                        .end();
        RdbSummary summary = read(file);
        assertEquals(
                "{15 c=\"3\", 3 a at 1000 idle 5=\"1\", 3 b at 16000 freq 7=\"2\"}",
                target.values.toString());
        assertEquals(
                List.of(
                        "test: a function library is left out: functions are not served",
                        "test: data of a module is left out: there are no modules",
                        "test: a slot import in progress is left out: there is no cluster"),
                summary.notices());
    }

    @Test
    void readsHashesOfEveryAge() throws IOException {
        byte[] valkey =
                RdbBytes.of("VALKEY080")
                        .bytes(4)
                        .string("table")
                        .bytes(2)
                        .string("f")
                        .string("v")
                        .string("g")
                        .string("7")
                        .bytes(9)
                        .string("zipmap")
                        .string(Examples.zipmap())
                        .bytes(13)
                        .string("ziplist")
                        .string(Examples.ziplist())
                        .bytes(16)
                        .string("listpack")
                        .hex(LISTPACK)
                        .bytes(22)
                        .string("expiring")
                        .bytes(2)
                        .string("f")
                        .string("v")
                        .little(-1)
                        .string("g")
                        .string("w")
                        .little(5000)
                        .end();
        read(valkey);
        assertEquals(
                "{0 expiring={f=v, g=w@5000}, 0 listpack={f=v, n=1234567}, 0 table={f=v, g=7}, 0"
                        + " ziplist={a=-5, b=300, c=70000, d=7, e=-9000000000, f=-70000}, 0"
                        + " zipmap={f=v, g="
                        + "w".repeat(300)
                        + "}}",
                target.values.toString());
    }

    @Test
    void readsTheExpiringHashesOfRedis() throws IOException {
        byte[] redis =
                RdbBytes.of("REDIS0012")
                        .bytes(24)
                        .string("table")
                        .little(1000)
                        .bytes(2)
                        .bytes(0)
                        .string("f")
                        .string("v")
                        .bytes(12)
                        .string("g")
                        .string("w")
                        .bytes(25)
                        .string("packed")
                        .little(5000)
                        .string(hex("18000000 0600 816602 817602 0001 0701 816702 f188 1303 ff"))
                        .end();
        read(redis);
        assertEquals(
                "{0 packed={7=g@5000, f=v}, 0 table={f=v, g=w@1011}}", target.values.toString());
    }

    @Test
    void aByteBeyondTheForkMeansWhatItsDialectSays() {
        byte[] body =
                RdbBytes.of("")
                        .bytes(22)
                        .string("k")
                        .bytes(1)
                        .string("f")
                        .string("v")
                        .little(-1)
                        .toBytes();
        assertRefused(
                RdbBytes.of("REDIS0012").hex(java.util.HexFormat.of().formatHex(body)).end(),
                "test at byte 9: found key \"k\" of type hash-with-expiry-pre-release (22),"
                        + " expected a type that is served: the types of Valkey 9.1");
    }

    @Test
    void leavesOutEmptyCollections() throws IOException {
        RdbSummary summary =
                read(
                        RdbBytes.of("REDIS0011")
                                .bytes(4)
                                .string("a")
                                .bytes(0)
                                .bytes(16)
                                .string("b")
                                .hex("07 07000000 0000 ff")
                                .bytes(9)
                                .string("c")
                                .hex("02 00 ff")
                                .bytes(13)
                                .string("d")
                                .hex("0b 0b000000 0a000000 0000 ff")
                                .end());
        assertEquals(Map.of(), target.values);
        assertEquals(4, summary.emptyKeys());
        assertEquals(0, summary.keys());
    }

    @Test
    void takesAFileWithoutChecksum() throws IOException {
        byte[] file =
                RdbBytes.of("REDIS0011")
                        .bytes(0)
                        .string("a")
                        .string("1")
                        .bytes(255)
                        .little(0)
                        .toBytes();
        assertFalse(read(file).checksummed());
        assertEquals("{0 a=\"1\"}", target.values.toString());
        byte[] old = RdbBytes.of("REDIS0004").bytes(0).string("a").string("1").bytes(255).toBytes();
        assertFalse(read(old).checksummed());
    }

    @Test
    void refusesWhatIsNotWhole() {
        byte[] file = Examples.valkey80();
        for (int length = 0; length < file.length; length++) {
            byte[] part = Arrays.copyOf(file, length);
            assertThrows(RdbException.class, () -> read(part), "cut at " + length);
        }
        assertRefused(
                Arrays.copyOf(file, file.length + 1),
                "test at byte " + file.length + ": found more bytes, expected the end of the file");
    }

    @Test
    void refusesAWrongChecksum() {
        byte[] file = RdbBytes.of("REDIS0011").bytes(0).string("a").string("1").end();
        file[13] ^= 1;
        RdbException e = assertThrows(RdbException.class, () -> read(file));
        assertTrue(e.found().startsWith("checksum "), e.getMessage());
    }

    @Test
    void refusesWhatItCannotKeep() {
        assertRefused(
                RdbBytes.of("REDIS0011")
                        .bytes(254, 2)
                        .bytes(28)
                        .string("tasks")
                        .bytes(1)
                        .string("x")
                        .end(),
                "test at byte 11: found key \"tasks\" of type array (28), expected a type"
                        + " that is served: the types of Valkey 9.1");
        assertRefused(
                RdbBytes.of("REDIS0011").bytes(254, 16).end(),
                "test at byte 10: found database 16, expected one below 16 (directive databases)");
        assertRefused(
                RdbBytes.of("REDIS0015").end(),
                "test at byte 0: found version REDIS0015, expected REDIS0001 to REDIS0014, or"
                        + " VALKEY080");
        assertRefused(
                RdbBytes.of("*1\r\n$4\r\nPING\r\n").toBytes(),
                "test at byte 0: found no RDB magic, expected REDIS and four digits, or VALKEY and"
                        + " three");
        assertRefused(
                RdbBytes.of("REDIS0011").bytes(30).string("k").end(),
                "test at byte 9: found type byte 30, expected one of this version, REDIS0011");
        assertRefused(
                RdbBytes.of("REDIS0011").bytes(246).end(),
                "test at byte 9: found opcode 246, expected one that a release has written");
    }

    @Test
    void refusesDamagedHashes() {
        RdbBytes twice =
                RdbBytes.of("REDIS0011")
                        .bytes(4)
                        .string("h")
                        .bytes(2)
                        .string("f")
                        .string("v")
                        .string("f")
                        .string("w");
        assertRefused(
                twice.end(),
                "test at byte 21: found the field \"f\" a second time in key \"h\" of type hash"
                        + " (4), expected fields that differ");
        assertEquals(Map.of(), target.values);
        for (String hash :
                new String[] {
                    "10 01 68 13 13000000 0400 816602 817602 816602 817702 ff",
                    "10 01 68 0a 0a000000 0100 816602 ff",
                    "09 01 68 05 02 01 66 01 ff",
                    "09 01 68 03 01 01 ff",
                    "0d 01 68 0b 0b000000 0a000000 0100 ff",
                    "0d 01 68 0e 0e000000 0a000000 0100 00 f2 05 ff",
                }) {
            byte[] file = RdbBytes.of("REDIS0011").hex(hash).end();
            assertThrows(RdbException.class, () -> read(file), hash);
        }
        byte[] negative =
                RdbBytes.of("VALKEY080")
                        .bytes(22)
                        .string("h")
                        .bytes(1)
                        .string("f")
                        .string("v")
                        .little(-2)
                        .end();
        assertThrows(RdbException.class, () -> read(negative));
        assertEquals(Map.of(), target.values);
    }

    private void assertRefused(byte[] file, String message) {
        RdbException e = assertThrows(RdbException.class, () -> read(file));
        assertEquals(message, e.getMessage());
    }

    private RdbSummary read(byte[] file) throws IOException {
        return RdbReader.read(new ByteArrayInputStream(file), "test", 16, target);
    }

    private static byte[] hex(String hex) {
        return RdbBytes.of("").hex(hex).toBytes();
    }
}
