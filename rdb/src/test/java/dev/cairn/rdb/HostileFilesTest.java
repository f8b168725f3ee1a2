// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.format.Crc64;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.storage.memory.ByteSlice;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Files and payloads of an enemy: valid ones with a few bytes changed, cut out or doubled, with and without a right
 * checksum. Each is read, or refused with an {@link RdbException}; nothing else may happen, and memory stays in bounds.
 */
class HostileFilesTest {
    /** Far above what reading a small file takes, far below what a lying length would ask for. */
    private static final long MAX_ALLOCATED = 8 << 20;

    private static final List<byte[]> FILES = files();

    /** How many kinds of value there are: every type, in every encoding that a version has had. */
    private static final int VALUES = 21;

    private final DumpPayload payloads = new DumpPayload();

    @Test
    void whatIsMutatedIsSoundAtFirst() throws IOException {
        for (byte[] file : FILES) {
            RdbReader.read(new ByteArrayInputStream(file), "f", 16, new RecordedValues());
        }
        assertEquals(VALUES, values().size());
        for (byte[] value : values()) {
            byte[] payload = Arrays.copyOf(value, value.length + 2);
            payload[value.length] = 80;
            KeyHeader key = new KeyHeader();
            payloads.restore(ByteSlice.of(checksummed(payload)), key, new RecordedValues());
        }
    }

    @Property(tries = 20_000)
    void filesAreReadOrRefused(@ForAll long seed, @ForAll @IntRange(max = 5) int which) {
        byte[] file = mutated(FILES.get(which), new Random(seed), 9);
        long before = allocated();
        try {
            RdbReader.read(new ByteArrayInputStream(file), "f", 16, new RecordedValues());
        } catch (RdbException e) {
            assertEquals("f", e.file());
            assertNotNull(e.found());
            assertNotNull(e.expected());
            assertTrue(e.offset() >= 0 && e.offset() <= file.length, e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertTrue(allocated() - before < MAX_ALLOCATED, "allocated " + (allocated() - before));
    }

    @Property(tries = 20_000)
    void payloadsAreRestoredOrRefused(
            @ForAll long seed, @ForAll @IntRange(max = VALUES - 1) int which) {
        Random random = new Random(seed);
        byte[] value = mutated(values().get(which), random, 0);
        byte[] payload = Arrays.copyOf(value, value.length + 2);
        payload[value.length] = (byte) (random.nextBoolean() ? 80 : random.nextInt(1, 15));
        RecordedValues target = new RecordedValues();
        KeyHeader key = new KeyHeader();
        key.key().set(ByteSlice.of("k"));
        ByteSlice slice = ByteSlice.of(checksummed(payload));
        assertTrue(DumpPayload.verify(slice, false));
        try {
            payloads.restore(slice, key, target);
            assertEquals(1, target.values.size());
        } catch (RdbException e) {
            assertEquals(0, target.values.size());
        }
    }

    @Property(tries = 2_000)
    void payloadsOfNoiseFailTheirChecksum(@ForAll byte[] noise) {
        ByteSlice slice = ByteSlice.of(noise);
        if (DumpPayload.verify(slice, false)) {
            assertTrue(noise.length >= 10);
        }
    }

    /** Changes up to four places behind the head, and makes the checksum right more often than not. */
    private static byte[] mutated(byte[] original, Random random, int head) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(1, 5); i > 0 && bytes.length > head; i--) {
            int at = random.nextInt(head, bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 ->
                        bytes[at] =
                                (byte)
                                        new int[] {0x80, 0x81, 0xff, 0xc3, 0xfe, 0}
                                                [random.nextInt(6)];
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = without(bytes, at, random.nextInt(1, 10));
                default -> bytes = doubled(bytes, at, random.nextInt(1, 10));
            }
        }
        boolean whole = head > 0 && bytes.length > head + 8;
        return whole && random.nextInt(4) > 0
                ? checksummed(Arrays.copyOf(bytes, bytes.length - 8))
                : bytes;
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        int end = Math.min(bytes.length, at + count);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
        System.arraycopy(bytes, end, shorter, at, bytes.length - end);
        return shorter;
    }

    private static byte[] doubled(byte[] bytes, int at, int count) {
        int end = Math.min(bytes.length, at + count);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + end - at);
        System.arraycopy(bytes, at, longer, end, bytes.length - at);
        return longer;
    }

    private static byte[] checksummed(byte[] bytes) {
        byte[] summed = Arrays.copyOf(bytes, bytes.length + 8);
        long crc = Crc64.update(0, bytes, 0, bytes.length);
        for (int i = 0; i < 8; i++) {
            summed[bytes.length + i] = (byte) (crc >>> (8 * i));
        }
        return summed;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static List<byte[]> values() {
        return List.of(
                hex("00 03 626172"),
                hex("00 c3 09 4064 016161e057000161 61"),
                hex("04 02 0166 0176 0167 c007"),
                hex("09 0b 02 0166 01007601670000ff"),
                RdbBytes.of("").bytes(13).string(Examples.ziplist()).toBytes(),
                hex("10 15 15000000 0400 816602 817602 816e02 f287d61204 ff"),
                hex("16 02 0166 0176 00d8c32cbb030000 016e c001 ffffffffffffffff"),
                hex("01 03 0165 c2906efeff 00"),
                RdbBytes.of("").bytes(10).string(Examples.ziplist()).toBytes(),
                RdbBytes.of("").bytes(14, 1).string(Examples.ziplist()).toBytes(),
                RdbBytes.of("")
                        .bytes(18, 2, 2)
                        .string(Examples.listpack())
                        .bytes(1)
                        .string("plain")
                        .toBytes(),
                hex("02 02 0161 c007"),
                hex("0b 0e 02000000 03000000 fbff 0100 0700"),
                RdbBytes.of("").bytes(20).string(Examples.listpack()).toBytes(),
                hex("03 02 0161 03 312e35 0162 fe"),
                hex("05 02 0161 000000000000f83f 0162 000000000000f0ff"),
                RdbBytes.of("").bytes(12).string(Examples.ziplist()).toBytes(),
                hex("11 11 11000000 0400 816102 0101 816202 0201 ff"),
                RdbBytes.of("").bytes(21).hex(Examples.stream()).toBytes(),
                RdbBytes.of("").bytes(21).hex(EMPTY_STREAM).toBytes(),
                RdbBytes.of("").bytes(15, 0, 0, 5, 1, 0).toBytes());
    }

    /** No blocks; nothing in it, and what was last added; no groups. */
    private static final String EMPTY_STREAM = "00 00 0501 0000 0501 01 00";

    private static List<byte[]> files() {
        RdbBytes all = RdbBytes.of("VALKEY080").bytes(254, 1, 251, 7, 0);
        RdbBytes redis = RdbBytes.of("REDIS0012").bytes(250).string("redis-ver").string("7.4.0");
        for (byte[] value : values()) {
            String hex = HexFormat.of().formatHex(value);
            String key = "k" + value[0] + value.length;
            all.bytes(252)
                    .little(1L << 40)
                    .bytes(248, 9)
                    .hex(hex.substring(0, 2))
                    .string(key)
                    .hex(hex.substring(2));
        }
        redis.bytes(24).string("t").little(1000).hex("02 00 0166 0176 0c 0167 0177");
        redis.bytes(25).string("p").little(5000);
        redis.string(hex("18000000 0600 816602 817602 0001 0701 816702 f188 1303 ff"));
        RdbBytes streams =
                RdbBytes.of("REDIS0014")
                        .bytes(26)
                        .string("a")
                        .hex(Examples.stream() + "01 02 01 0170 01 0169 0101 01 00")
                        .bytes(27)
                        .string("b")
                        .hex(Examples.stream() + "00 01 02 01 0170 01 0169 0101 01 00");
        RdbBytes functions =
                RdbBytes.of("VALKEY080")
                        .bytes(245)
                        .string("#!lua")
                        .bytes(247)
                        .hex("0a 02 01 05 01 78 00");
        RdbBytes slots =
                RdbBytes.of("VALKEY080")
                        .bytes(243)
                        .string("job")
                        .bytes(2, 0, 1, 5, 6)
                        .bytes(244, 1, 2, 3);
        return List.of(
                Examples.valkey80(),
                all.end(),
                redis.end(),
                streams.end(),
                functions.end(),
                slots.end());
    }

    private static byte[] hex(String hex) {
        return RdbBytes.of("").hex(hex).toBytes();
    }
}
