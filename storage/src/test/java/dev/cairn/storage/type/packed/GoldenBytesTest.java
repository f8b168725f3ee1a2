// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;

/** The bytes are those that Valkey 9.1.2 puts into DUMP for the same values. */
class GoldenBytesTest {
    private static final long ADDRESS = 4096;

    /** The values on both sides of every limit between two encodings, and texts that are almost integers. */
    private static final List<String> VALUES =
            List.of(
                    "0",
                    "1",
                    "127",
                    "128",
                    "-1",
                    "-4096",
                    "-4097",
                    "4095",
                    "4096",
                    "-32768",
                    "32767",
                    "32768",
                    "-32769",
                    "8388607",
                    "8388608",
                    "-8388608",
                    "-8388609",
                    "2147483647",
                    "2147483648",
                    "-2147483648",
                    "-2147483649",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "-0",
                    "01",
                    "+1",
                    "",
                    "-",
                    "1.5",
                    " 1",
                    "x".repeat(63),
                    "y".repeat(64),
                    "z".repeat(125),
                    "w".repeat(126),
                    "\u00ff\u0000\r\n");

    /** HSET of each value under its index, in this order, with hash-max-listpack-value 200. */
    private static final String HASH_LISTPACK =
            "980200004a00000100010101010102017f010301c080020401dfff020501d000020601f1ffef030701cfff"
                + "020801f10010030901f10080030a01f1ff7f030b01f2008000040c01f2ff7fff040d01f2ffff7f040e01"
                + "f300008000050f01f2000080041001f3ffff7fff051101f3ffffff7f051201f400000080000000000913"
                + "01f300000080051401f4ffffff7fffffffff091501f4ffffffffffffff7f091601f40000000000000080"
                + "0917019339323233333732303336383534373735383038141801942d3932323333373230333638353437"
                + "3735383039151901822d30031a01823031031b01822b31031c0180011d01812d021e0183312e35041f01"
                + "822031032001bf"
                    + "78".repeat(63)
                    + "402101e040"
                    + "79".repeat(64)
                    + "422201e07d"
                    + "7a".repeat(125)
                    + "7f2301e07e"
                    + "77".repeat(126)
                    + "0180240184ff000d0a05ff";

    private final Memory memory = Memory.reserve(0, false);

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void listpackIsByteForByteValkeys() {
        Listpack.create(memory, ADDRESS);
        for (int i = 0; i < VALUES.size(); i++) {
            append(Integer.toString(i));
            append(VALUES.get(i));
        }
        byte[] bytes = bytes(Listpack.bytes(memory, ADDRESS));
        assertEquals(HASH_LISTPACK, HexFormat.of().formatHex(bytes));
        assertNull(PackedCheck.listpack(bytes, 0, bytes.length, 2, true));
    }

    @Test
    void intSetIsByteForByteValkeys() {
        IntSet.create(memory, ADDRESS);
        add(1, -1, 300);
        assertIntSet("0200000003000000ffff01002c01");
        add(70000);
        assertIntSet("0400000004000000ffffffff010000002c01000070110100");
        add(-5_000_000_000L);
        assertIntSet(
                "0800000005000000000efad5feffffffffffffffffffffff01000000000000002c01000000000000"
                        + "7011010000000000");
        IntSet.remove(memory, ADDRESS, -5_000_000_000L);
        IntSet.remove(memory, ADDRESS, 70000);
        assertIntSet("0800000003000000ffffffffffffffff01000000000000002c01000000000000");
    }

    private void append(String text) {
        PackedElement element = new PackedElement().set(ByteSlice.of(text));
        long end = Listpack.end(memory, ADDRESS);
        Listpack.splice(memory, ADDRESS, end, 0, (int) element.bytes(), 1);
        assertEquals(end + element.bytes(), element.write(memory, end));
    }

    private void add(long... values) {
        for (long value : values) {
            IntSet.add(memory, ADDRESS, value);
        }
    }

    private void assertIntSet(String hex) {
        byte[] bytes = bytes((int) IntSet.bytes(memory, ADDRESS));
        assertEquals(hex, HexFormat.of().formatHex(bytes));
        assertNull(PackedCheck.intSet(bytes, 0, bytes.length));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        memory.copyOut(ADDRESS, bytes, 0, length);
        return bytes;
    }
}
