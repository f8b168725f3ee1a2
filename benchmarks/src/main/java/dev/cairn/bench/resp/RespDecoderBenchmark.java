// SPDX-License-Identifier: Apache-2.0
package dev.cairn.bench.resp;

import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespDecoder.Outcome;
import dev.cairn.server.resp.RespLimits;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How long does it take to decode one request of a pipeline that arrived whole? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RespDecoderBenchmark {
    private static final int PIPELINE = 100;

    @Param({
        "GET key:000000000042",
        "SET key:000000000042 0123456789abcdef",
        "HSET k a 1 b 2 c 3 d 4"
    })
    private String command;

    private final RespDecoder decoder = new RespDecoder(new RespLimits());
    private final Request request = new Request();
    private byte[] input;

    @Setup
    public void encode() {
        StringBuilder one = new StringBuilder();
        String[] words = command.split(" ", -1);
        one.append('*').append(words.length).append("\r\n");
        for (String word : words) {
            one.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        input = one.toString().repeat(PIPELINE).getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public int decode() {
        int arguments = 0;
        int at = 0;
        while (decoder.decode(input, at, input.length, true, request) == Outcome.REQUEST) {
            arguments += request.count();
            at += decoder.consumed();
        }
        return arguments;
    }
}
