// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.server.command.CommandStage;
import dev.cairn.server.command.FloatText;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigInteger;
import java.util.List;

/** INCREX: what Redis 8 documents and tests of it. */
class IncrExTest {
    private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

    private CommandStage stage;

    @BeforeEach
    void open() {
        stage = new CommandStage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private String number(String line) {
        return stage.say(line).replaceAll("\\*2 :(-?[0-9]+) :(-?[0-9]+)", "$1 $2");
    }

    private String decimal(String line) {
        return stage.say(line).replaceAll("\\*2 \\$[0-9]+ (\\S+) \\$[0-9]+ (\\S+)", "$1 $2");
    }

    /** Beside whole numbers without an end. */
    @Property(tries = 3000)
    void countsWithinBounds(
            @ForAll long old,
            @ForAll long amount,
            @ForAll @LongRange(min = Long.MIN_VALUE, max = 0) long lower,
            @ForAll @LongRange(min = 0) long upper,
            @ForAll boolean bounded,
            @ForAll boolean saturating) {
        try (CommandStage own = new CommandStage()) {
            own.say("SET key " + old);
            BigInteger low = bounded ? BigInteger.valueOf(lower) : LOWEST;
            BigInteger high = bounded ? BigInteger.valueOf(upper) : HIGHEST;
            BigInteger sum = BigInteger.valueOf(old).add(BigInteger.valueOf(amount));
            BigInteger kept = sum.max(low).min(high);
            BigInteger applied = kept.subtract(BigInteger.valueOf(old));
            String expected;
            String held = Long.toString(old);
            if (!sum.equals(kept) && !saturating) {
                expected = "*2 :" + old + " :0";
            } else if (applied.compareTo(LOWEST) < 0 || applied.compareTo(HIGHEST) > 0) {
                expected = "-ERR applied increment would overflow";
            } else {
                expected = "*2 :" + kept + " :" + applied;
                held = kept.toString();
            }
            String request =
                    "INCREX key BYINT "
                            + amount
                            + (bounded ? " UBOUND " + upper + " LBOUND " + lower : "")
                            + (saturating ? " SATURATE" : "");
            assertEquals(expected, own.say(request));
            assertEquals("$" + held.length() + " " + held, own.say("GET key"));
        }
    }

    @Test
    void countsByOneFromNothing() {
        assertEquals("1 1", number("INCREX key"));
        assertEquals("2 1", number("INCREX key"));
        assertEquals("$3 int", stage.say("OBJECT ENCODING key"));
        assertEquals("10 10", decimal("INCREX other BYFLOAT 10"));
        assertEquals("12.5 2.5", decimal("INCREX other BYFLOAT 2.5"));
    }

    @Test
    void answersWithNumbersOfEachProtocol() {
        assertEquals("*2 $3 2.5 $3 2.5", stage.say("INCREX key BYFLOAT 2.5"));
        stage.protocol(3);
        assertEquals("*2 ,5 ,2.5", stage.say("INCREX key BYFLOAT 2.5"));
        assertEquals("*2 :6 :1", stage.say("INCREX key"));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 2.5 LBOUND 5.0 UBOUND 15.0, 12.5 2.5, 12.5",
        "10, 5.5 UBOUND 12.5, 10 0, 10",
        "10, 5.5 UBOUND 12.5 SATURATE, 12.5 2.5, 12.5",
        "10, -6.0 LBOUND 8.0 SATURATE, 8 -2, 8",
        "10, 1e4932 UBOUND 100 SATURATE, 100 90, 100",
        "1e4932, 1e4932, 1e4932 0, 1e4932",
        "10, inf, 10 0, 10",
        "10, -inf LBOUND -100 SATURATE, -100 -110, -100",
        "10, 1 UBOUND inf, 11 1, 11",
        "10, 1 LBOUND inf UBOUND inf, 10 0, 10",
        "10, 1 LBOUND inf UBOUND inf SATURATE, -ERR applied increment would be Infinity, 10",
        "10, 1 LBOUND -inf UBOUND -inf SATURATE, -ERR applied increment would be Infinity, 10",
        "10, 1 UBOUND -inf, -ERR LBOUND can't be greater than UBOUND, 10",
        "10, 1 LBOUND inf, -ERR LBOUND can't be greater than UBOUND, 10",
        "10, 1 LBOUND 5.5 UBOUND 5.25, -ERR LBOUND can't be greater than UBOUND, 10",
        "10, abc, -ERR Increment is not a valid float, 10",
        "10, nan, -ERR Increment is not a valid float, 10",
        "10, 1 UBOUND abc, -ERR UBOUND is not a valid float, 10",
        "10, 1 LBOUND abc, -ERR LBOUND is not a valid float, 10",
        "abc, 1, -ERR value is not a valid float, abc"
    })
    void countsInFloats(String held, String request, String expected, String after) {
        stage.say("SET key " + held);
        String reply = decimal("INCREX key BYFLOAT " + request);
        assertEquals(plain(expected), reply);
        assertEquals(after, stage.say("GET key").replaceAll("\\$[0-9]+ ", ""));
    }

    /** A number as it is answered with: 1e4932 has no exponent there. */
    private static String plain(String expected) {
        FloatText big = parse("1e4932");
        return expected.replace("1e4932", big.toString());
    }

    private static FloatText parse(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return FloatText.parse(bytes, 0, bytes.length);
    }

    @Test
    void theHighestFloatIsTheLastBound() {
        stage.say("SET key 1e4932");
        String highest = FloatText.HIGHEST.toString();
        stage.say("INCREX key BYFLOAT 1e4932 SATURATE");
        assertEquals("$" + highest.length() + " " + highest, stage.say("GET key"));
    }

    @Test
    void aKeyIsMadeOnlyByWhatIsApplied() {
        assertEquals("0 0", number("INCREX key UBOUND 0"));
        assertEquals(":0", stage.say("EXISTS key"));
        assertEquals("0 0", number("INCREX key UBOUND 0 SATURATE"));
        assertEquals("$1 0", stage.say("GET key"));
        assertEquals("5 5", number("INCREX other LBOUND 5 SATURATE"));
    }

    @Test
    void theExpiryIsSetKeptAndCleared() {
        stage.say("SET key 10 EX 500");
        assertEquals("11 1", number("INCREX key"));
        assertEquals(":500", stage.say("TTL key"));
        assertEquals("12 1", number("INCREX key EX 100 ENX"));
        assertEquals(":500", stage.say("TTL key"));
        assertEquals("13 1", number("INCREX key EXAT 1 ENX"));
        assertEquals(":500", stage.say("TTL key"));
        assertEquals("13 0", number("INCREX key UBOUND 0 EX 7"));
        assertEquals("13 0", number("INCREX key UBOUND 0 PERSIST"));
        assertEquals(":500", stage.say("TTL key"));
        assertEquals("14 1", number("INCREX key PX 7000"));
        assertEquals(":7", stage.say("TTL key"));
        assertEquals("15 1", number("INCREX key PERSIST"));
        assertEquals(":-1", stage.say("TTL key"));
        assertEquals("16 1", number("INCREX key ENX EX 100"));
        assertEquals(":100", stage.say("TTL key"));
        assertEquals("17 1", number("INCREX key EXAT 1"));
        assertEquals(":0", stage.say("EXISTS key"));
        assertEquals("1 1", number("INCREX key PXAT 1"));
        assertEquals(":0", stage.say("EXISTS key"));
    }

    @Test
    void theLogIsToldOfTheResult() {
        stage.say("INCREX key BYINT 7");
        stage.say("INCREX key BYFLOAT 0.5 EX 10");
        stage.say("INCREX key BYFLOAT 0.5 UBOUND 8 EX 10 ENX");
        stage.say("INCREX key UBOUND 8");
        stage.say("INCREX key PERSIST");
        stage.say("INCREX key EXAT 1");
        stage.say("INCREX key EXAT 1");
        assertEquals(
                List.of(
                        List.of("SET", "key", "7", "KEEPTTL"),
                        List.of("SET", "key", "7.5", "PXAT", "1700000010000"),
                        List.of("SET", "key", "8", "KEEPTTL"),
                        List.of("SET", "key", "9"),
                        List.of("DEL", "key")),
                stage.log());
    }

    @ParameterizedTest
    @CsvSource({
        "BYINT 1 BYFLOAT 1.5",
        "BYINT 1 BYINT 2",
        "BYFLOAT 1 BYFLOAT 2",
        "LBOUND 0 LBOUND 1",
        "UBOUND 9 UBOUND 8",
        "SATURATE SATURATE",
        "ENX ENX EX 10",
        "PERSIST PERSIST",
        "EX 10 EX 20",
        "EX 10 PX 20",
        "EX 10 PERSIST",
        "PERSIST EX 10",
        "PERSIST ENX",
        "ENX PERSIST",
        "LBOUND",
        "BYINT",
        "EX",
        "SAT",
        "XX",
        "NX"
    })
    void whatIsWrittenWronglyIsRefused(String options) {
        assertEquals("-ERR syntax error", stage.say("INCREX key " + options));
        assertEquals(":0", stage.say("EXISTS key"));
    }

    @ParameterizedTest
    @CsvSource({
        "ENX, -ERR ENX flag requires an expiration",
        "BYINT 1.5, -ERR Increment is not an integer or out of range",
        "UBOUND 1.5, -ERR UBOUND is not an integer or out of range",
        "LBOUND inf, -ERR LBOUND is not an integer or out of range",
        "LBOUND 10 UBOUND 5, -ERR LBOUND can't be greater than UBOUND",
        "EX 0, -ERR invalid expire time in 'increx' command",
        "PX -1, -ERR invalid expire time in 'increx' command",
        "EX x, -ERR value is not an integer or out of range"
    })
    void whatIsWrongIsSaid(String options, String error) {
        assertEquals(error, stage.say("INCREX key " + options));
        assertEquals(":0", stage.say("EXISTS key"));
    }

    @Test
    void onlyANumberIsCounted() {
        stage.say("RPUSH list 1");
        stage.say("SET key text");
        assertEquals(
                "-WRONGTYPE Operation against a key holding the wrong kind of value",
                stage.say("INCREX list"));
        assertEquals("-ERR value is not an integer or out of range", stage.say("INCREX key"));
    }
}
