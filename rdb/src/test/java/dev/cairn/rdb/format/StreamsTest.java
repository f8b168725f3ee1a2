// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The letters of RDB, written and read back: lengths, numbers, strings. */
class StreamsTest {
    @Test
    void lengthsTakeTheFewestBytes() throws IOException {
        assertEquals("00", written(out -> out.writeLength(0)));
        assertEquals("3f", written(out -> out.writeLength(63)));
        assertEquals("4040", written(out -> out.writeLength(64)));
        assertEquals("7fff", written(out -> out.writeLength(16383)));
        assertEquals("8000004000", written(out -> out.writeLength(16384)));
        assertEquals("80ffffffff", written(out -> out.writeLength(0xffffffffL)));
        assertEquals("810000000100000000", written(out -> out.writeLength(0x100000000L)));
    }

    @Test
    void integersTakeTheFewestBytes() throws IOException {
        assertEquals("c000", string("0"));
        assertEquals("c080", string("-128"));
        assertEquals("c18000", string("128"));
        assertEquals("c13930", string("12345"));
        assertEquals("c200800000", string("32768"));
        assertEquals("c200000080", string("-2147483648"));
        assertEquals("0a32313437343833363438", string("2147483648"));
        for (String text : new String[] {"", "-", "-0", "00", "+1", "1 ", "1a", "--1"}) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertEquals(
                    HexFormat.of().toHexDigits((byte) bytes.length)
                            + HexFormat.of().formatHex(bytes),
                    string(text));
        }
        assertEquals("c2ffffff7f", written(out -> out.writeIntegerString(Integer.MAX_VALUE)));
        assertEquals("0a32313437343833363438", written(out -> out.writeIntegerString(2147483648L)));
    }

    @Test
    void longStringsAreCompressedWhenItPays() throws IOException {
        assertTrue(string("a".repeat(21)).startsWith("c3"));
        assertEquals("14" + "61".repeat(20), string("a".repeat(20)));
    }

    @Property
    void lengthsComeBack(@ForAll long number) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(written(out -> out.writeLength(number)));
        assertEquals(number, input(bytes).readUnsigned());
    }

    @Property
    void stringsComeBackInPiecesOfAnySize(
            @ForAll("strings") byte[] bytes, @ForAll boolean compression) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        RdbOutput out = new RdbOutput(file, compression, true);
        out.writeByte(7);
        out.writeString(bytes, 0, bytes.length);
        out.writeLong(0x0123456789abcdefL);
        out.flush();
        RdbInput in = new RdbInput(new Drip(file.toByteArray()), "test", true);
        assertEquals(7, in.readByte());
        RdbString read = new RdbString();
        in.readString(read);
        assertArrayEquals(bytes, Arrays.copyOf(read.array(), read.length()));
        assertEquals(0x0123456789abcdefL, in.readLong());
        assertTrue(in.atEnd());
        assertEquals(out.crc(), in.crc());
        assertEquals(out.position(), in.position());
        assertEquals(file.size(), in.position());
    }

    @Test
    void bigStringsPassTheBuffers() throws IOException {
        byte[] big = new byte[1 << 20];
        for (int i = 0; i < big.length; i++) {
            big[i] = (byte) ((i * 7919) >>> 5);
        }
        stringsComeBackInPiecesOfAnySize(big, false);
        stringsComeBackInPiecesOfAnySize(big, true);
    }

    @Test
    void aClaimedLengthAllocatesNothingMuch() {
        String claims = "810000000010000000" + "616263";
        RdbException e = assertThrows(RdbException.class, () -> readString(claims));
        assertEquals(
                "test at byte 9: found the end of the file after 3 bytes, expected 268435456 bytes",
                e.getMessage());
        assertThrows(RdbException.class, () -> readString("817fffffffffffffff616263"));
        assertThrows(RdbException.class, () -> readString("81ffffffffffffffff616263"));
        assertThrows(RdbException.class, () -> readString("c3" + "03" + "80ffffff7f" + "616263"));
    }

    @Test
    void unknownEncodingsAreRefusedWithTheirPlace() {
        RdbException e = assertThrows(RdbException.class, () -> readString("c4"));
        assertEquals("test at byte 0: found string encoding C4, expected C0 to C3", e.getMessage());
        assertThrows(RdbException.class, () -> readString("82"));
        assertThrows(RdbException.class, () -> input(new byte[] {(byte) 0xc0, 1}).readLength());
        assertThrows(RdbException.class, () -> input(new byte[] {0, 1}).readLong());
    }

    @Property(tries = 10_000)
    void garbageIsReadOrRefused(@ForAll @Size(max = 40) byte[] garbage) throws IOException {
        RdbInput in = input(garbage);
        RdbString read = new RdbString();
        try {
            while (!in.atEnd()) {
                in.readString(read);
            }
        } catch (RdbException e) {
            assertEquals("test", e.file());
            assertTrue(e.offset() >= 0 && e.offset() <= garbage.length);
        }
    }

    @Provide
    Arbitrary<byte[]> strings() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> integers =
                Arbitraries.longs().map(n -> Long.toString(n).getBytes(StandardCharsets.US_ASCII));
        Arbitrary<byte[]> small =
                Arbitraries.integers()
                        .map(n -> Integer.toString(n).getBytes(StandardCharsets.US_ASCII));
        Arbitrary<byte[]> runs =
                Arbitraries.integers()
                        .between(0, 100_000)
                        .map(n -> "ab".repeat(n).getBytes(StandardCharsets.US_ASCII));
        return Arbitraries.oneOf(any, integers, small, runs);
    }

    private interface Letters {
        void write(RdbOutput out) throws IOException;
    }

    private static String written(Letters letters) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        RdbOutput out = new RdbOutput(file, true, false);
        letters.write(out);
        out.flush();
        return HexFormat.of().formatHex(file.toByteArray());
    }

    private static String string(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return written(out -> out.writeString(bytes, 0, bytes.length));
    }

    private static void readString(String hex) throws IOException {
        input(HexFormat.of().parseHex(hex)).readString(new RdbString());
    }

    private static RdbInput input(byte[] bytes) {
        return new RdbInput(new ByteArrayInputStream(bytes), "test", false);
    }

    /** Gives one byte at a time for a while, then all that is wanted. */
    private static final class Drip extends InputStream {
        private final ByteArrayInputStream in;
        private int drops = 40;

        Drip(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return in.read(target, offset, drops-- > 0 ? 1 : length);
        }
    }
}
