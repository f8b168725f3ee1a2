// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.cairn.server.resp.RespDecoder.Outcome;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class RespDecoderTest {
    private final RespLimits limits = new RespLimits();

    /** What a stream was decoded to: the requests, and the error that ended it, if any. */
    private record Decoded(List<List<String>> requests, String error) {}

    @Provide
    Arbitrary<List<List<byte[]>>> pipelines() {
        Arbitrary<byte[]> argument = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        return argument.list().ofMinSize(1).ofMaxSize(8).list().ofMaxSize(12);
    }

    @Property(tries = 300)
    void whatWasEncodedIsFoundWhereverTheStreamIsCut(
            @ForAll("pipelines") List<List<byte[]>> pipeline, @ForAll long seed) {
        RespBuilder builder = new RespBuilder();
        List<List<String>> expected = new ArrayList<>();
        for (List<byte[]> request : pipeline) {
            builder.array(request.size());
            for (byte[] argument : request) {
                builder.bulk(argument, 0, argument.length);
            }
            expected.add(request.stream().map(RespDecoderTest::latin1).toList());
        }
        byte[] stream = Arrays.copyOf(builder.array(), builder.length());
        assertEquals(expected, decode(stream, stream.length).requests());
        assertEquals(expected, decode(stream, 1).requests());
        Random random = new Random(seed);
        assertEquals(expected, decode(stream, 1 + random.nextInt(17)).requests());
    }

    @Property(tries = 2000)
    void noStreamBreaksTheDecoderAndCutsDoNotChangeWhatItSays(@ForAll long seed) {
        byte[] stream = hostile(new Random(seed));
        Decoded whole = decode(stream, stream.length);
        Decoded cut = decode(stream, 1);
        assertEquals(whole, cut, () -> "stream " + latin1(stream));
    }

    @Test
    void requestsKeepTheirBytesAsRespEvenWhenTheyCameInline() {
        Request request = new Request();
        RespDecoder decoder = new RespDecoder(limits);
        byte[] line = "set  \"a b\" 'c'\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(Outcome.REQUEST, decoder.decode(line, 0, line.length, true, request));
        byte[] raw =
                Arrays.copyOfRange(request.rawArray(), request.rawOffset(), request.rawLength());
        assertEquals("*3\r\n$3\r\nset\r\n$3\r\na b\r\n$1\r\nc\r\n", latin1(raw));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*99999999999\\r\\n | Protocol error: invalid multibulk length",
                "*1x\\r\\n | Protocol error: invalid multibulk length",
                "*01\\r\\n | Protocol error: invalid multibulk length",
                "*1\\r\\n+a\\r\\n | Protocol error: expected '$', got '+'",
                "*1\\r\\n$-1\\r\\n | Protocol error: invalid bulk length",
                "*1\\r\\n$999999999999\\r\\n | Protocol error: invalid bulk length",
                "*1\\r\\n$3\\r\\nabcde\\r\\n | Protocol error: invalid CRLF in request",
                "*1\\r\\n$3\\r\\nabc\\rx\\n | Protocol error: invalid CRLF in request",
                "*1\\rx$3\\r\\nabc\\r\\n | Protocol error: invalid CRLF in request",
                "*1\\r\\n$3\\rxabc\\r\\n | Protocol error: invalid CRLF in request",
                "get \"a\\r\\n | Protocol error: unbalanced quotes in request",
                "get a'b\\r\\n | Protocol error: unbalanced quotes in request",
            })
    void brokenStreamsAreNamedAsValkeyNamesThem(String stream, String error) {
        byte[] bytes = stream.strip().translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(error, decode(bytes, bytes.length).error());
    }

    @Test
    void aStrangerMaySendLittle() {
        byte[] many = "*11\r\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] large = "*1\r\n$16385\r\n".getBytes(StandardCharsets.ISO_8859_1);
        RespDecoder decoder = new RespDecoder(limits);
        assertEquals(Outcome.ERROR, decoder.decode(many, 0, many.length, false, new Request()));
        assertEquals("Protocol error: unauthenticated multibulk length", decoder.error());
        decoder = new RespDecoder(limits);
        assertEquals(Outcome.ERROR, decoder.decode(large, 0, large.length, false, new Request()));
        assertEquals("Protocol error: unauthenticated bulk length", decoder.error());
    }

    @Test
    void emptyRequestsAreSkipped() {
        byte[] stream =
                "*0\r\n*-1\r\n\r\n\n*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of(List.of("PING")), decode(stream, 1).requests());
    }

    @Test
    void decodingAllocatesNothing() {
        byte[] stream =
                "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        RespDecoder decoder = new RespDecoder(limits);
        Request request = new Request();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().threadId();
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 20 && bytes > 0; round++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int i = 0; i < 10_000; i++) {
                decoder.decode(stream, 0, stream.length, true, request);
            }
            bytes = threads.getThreadAllocatedBytes(self) - before;
        }
        // The measuring itself may allocate a little, once.
        assertTrue(bytes < 10_000, "allocated " + bytes + " bytes in 10,000 requests");
    }

    @Test
    void numbersAreTextAndBack() {
        byte[] text = new byte[AsciiNumbers.MAX_LENGTH];
        for (long value :
                new long[] {0, 7, 10, -1, -10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40}) {
            int length = AsciiNumbers.write(value, text, 0);
            assertArrayEquals(
                    Long.toString(value).getBytes(StandardCharsets.ISO_8859_1),
                    Arrays.copyOf(text, length));
            assertTrue(AsciiNumbers.isNumber(text, 0, length));
            assertEquals(value, AsciiNumbers.valueOf(text, 0, length));
        }
        for (String bad :
                new String[] {
                    "",
                    "-",
                    "+1",
                    "01",
                    "-0",
                    " 1",
                    "1 ",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "99999999999999999999",
                    "1e3",
                    "--1"
                }) {
            assertTrue(
                    !AsciiNumbers.isNumber(
                            bad.getBytes(StandardCharsets.ISO_8859_1), 0, bad.length()),
                    bad);
        }
    }

    /** Decodes a stream that arrives in pieces, in a buffer that moves with each piece. */
    private Decoded decode(byte[] stream, int piece) {
        RespDecoder decoder = new RespDecoder(limits);
        Request request = new Request();
        List<List<String>> requests = new ArrayList<>();
        int start = 0;
        for (int arrived = Math.min(piece, stream.length);
                ;
                arrived = Math.min(arrived + piece, stream.length)) {
            while (true) {
                int shift = arrived % 5;
                byte[] buffer = new byte[arrived - start + shift];
                System.arraycopy(stream, start, buffer, shift, arrived - start);
                Outcome outcome = decoder.decode(buffer, shift, buffer.length, true, request);
                if (outcome == Outcome.INCOMPLETE) {
                    break;
                }
                if (outcome == Outcome.ERROR) {
                    return new Decoded(requests, decoder.error());
                }
                if (outcome == Outcome.REQUEST) {
                    List<String> arguments = new ArrayList<>();
                    for (int i = 0; i < request.count(); i++) {
                        arguments.add(latin1(request.arg(i).toBytes()));
                    }
                    requests.add(arguments);
                }
                start += decoder.consumed();
            }
            if (arrived == stream.length) {
                return new Decoded(requests, "");
            }
        }
    }

    /** Bytes that look like RESP, for the most part. */
    private static byte[] hostile(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] pieces = {
            "*",
            "$",
            "\r\n",
            "\r",
            "\n",
            "1",
            "2",
            "3",
            "-1",
            "0",
            "9999999999",
            "a",
            "bc",
            "\"",
            "'",
            "\\x",
            " ",
            "*1\r\n$1\r\na\r\n",
            "*2\r\n$1\r\na\r\n",
            "$3\r\n"
        };
        for (int i = random.nextInt(30); i >= 0; i--) {
            out.writeBytes(
                    pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
