// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.number.DoubleText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

class ReplyWriterTest {
    @Test
    void eachShapeInBothProtocols() {
        Consumer<ReplyWriter> all =
                reply -> {
                    reply.ok();
                    reply.integer(-5);
                    reply.bulk("abc");
                    reply.bulk(ByteSlice.of("d"));
                    reply.nullBulk();
                    reply.nullArray();
                    reply.map(1);
                    reply.set(2);
                    reply.doubleValue(1.5);
                    reply.bool(true);
                    reply.bigNumber("123");
                    reply.verbatim("txt", "hi");
                    reply.push(1);
                    reply.error("ERR two\r\nlines");
                };
        assertEquals(
                "+OK\r\n"
                        + ":-5\r\n"
                        + "$3\r\n"
                        + "abc\r\n"
                        + "$1\r\n"
                        + "d\r\n"
                        + "$-1\r\n"
                        + "*-1\r\n"
                        + "*2\r\n"
                        + "*2\r\n"
                        + "$3\r\n"
                        + "1.5\r\n"
                        + ":1\r\n"
                        + "$3\r\n"
                        + "123\r\n"
                        + "$2\r\n"
                        + "hi\r\n"
                        + "*1\r\n"
                        + "-ERR two  lines\r\n",
                written(2, all));
        assertEquals(
                "+OK\r\n:-5\r\n$3\r\nabc\r\n$1\r\nd\r\n_\r\n_\r\n%1\r\n~2\r\n,1.5\r\n#t\r\n"
                        + "(123\r\n=6\r\ntxt:hi\r\n>1\r\n-ERR two  lines\r\n",
                written(3, all));
    }

    @Test
    void countsThatAreKnownLateStandBeforeWhatTheyCount() {
        String text =
                written(
                        3,
                        reply -> {
                            int outer = reply.defer();
                            for (int i = 0; i < 12; i++) {
                                int inner = reply.defer();
                                reply.integer(i);
                                reply.bulk("x".repeat(20_000));
                                reply.endDeferredMap(inner, 1);
                            }
                            reply.endDeferredArray(outer, 12);
                        });
        StringBuilder expected = new StringBuilder("*12\r\n");
        for (int i = 0; i < 12; i++) {
            expected.append("%1\r\n:")
                    .append(i)
                    .append("\r\n$20000\r\n")
                    .append("x".repeat(20_000))
                    .append("\r\n");
        }
        assertEquals(expected.toString(), text);
    }

    @Test
    void longRepliesPassThroughTheScratchInPieces() {
        String large = "y".repeat(200_000);
        assertEquals(
                "$200000\r\n" + large + "\r\n+OK\r\n",
                written(
                        2,
                        reply -> {
                            reply.bulk(large);
                            reply.ok();
                        }));
    }

    @Test
    void discardedRepliesLeaveNothing() {
        assertEquals(
                "+OK\r\n:2\r\n",
                written(
                        2,
                        reply -> {
                            reply.ok();
                            reply.discard(true);
                            reply.bulk("z".repeat(100_000));
                            reply.integer(1);
                            reply.discard(false);
                            reply.integer(2);
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "3, 3",
        "0.1, 0.1",
        "1e20, 1e+20",
        "1e17, 100000000000000000",
        "1e8, 100000000",
        "1.5e-7, 1.5e-7",
        "1e21, 1e+21",
        "3.141, 3.141",
        "1e-7, 1e-7",
        "0.000001, 0.000001",
        "123456789.5, 123456789.5",
        "-2.5, -2.5",
        "1.7976931348623157E308," + " 1.7976931348623157e+308",
        "5e-324, 5e-324",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void doublesReadAsValkeyWritesThem(double value, String text) {
        assertEquals(text, DoubleText.of(value));
    }

    private static String written(int protocol, Consumer<ReplyWriter> replies) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReplyWriter writer = new ReplyWriter();
        writer.begin(out::write, protocol);
        replies.accept(writer);
        writer.end();
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
