// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What holds for every value of each kind of directive: bounds are kept, what is written is read back, case does not
 * matter, and a refusal leaves the value in force alone.
 */
class DirectiveKindsTest {
    private static final Map<String, BigInteger> UNITS =
            Map.of(
                    "", BigInteger.ONE,
                    "b", BigInteger.ONE,
                    "k", BigInteger.valueOf(1000),
                    "kb", BigInteger.valueOf(1 << 10),
                    "m", BigInteger.valueOf(1_000_000),
                    "mb", BigInteger.valueOf(1 << 20),
                    "g", BigInteger.valueOf(1_000_000_000),
                    "gb", BigInteger.valueOf(1 << 30));

    private enum Colour {
        RED,
        DARK_BLUE
    }

    private static DirectiveSpec spec() {
        return DirectiveSpec.named("one", "");
    }

    /** Whatever somebody types: numbers with and without units, words, signs, junk. */
    @Provide
    Arbitrary<String> anything() {
        Arbitrary<String> spelled =
                Arbitraries.strings().withChars("0123456789kKmMgGbB%+-. x").ofMaxLength(8);
        Arbitrary<String> bytes =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(8);
        return Arbitraries.oneOf(spelled, bytes, Arbitraries.of("yes", "NO", "red", "dark-blue"));
    }

    @Provide
    Arbitrary<Directive<?>> directives() {
        return Arbitraries.create(
                        () ->
                                List.<Directive<?>>of(
                                        new WholeNumber(spec(), 5, -10, 1000),
                                        WholeNumber.clamped(spec(), 5, 0, 1000, 2, 10),
                                        new MemorySize(spec(), 5, 0, 1 << 20),
                                        new MemorySize(spec(), 5, -3, Long.MAX_VALUE),
                                        MemorySize.unsigned(spec(), 5),
                                        MemorySize.orShare(spec(), 5),
                                        new FileMode(spec(), 0),
                                        new YesNo(spec(), true),
                                        Choice.of(spec(), Colour.class, Colour.RED),
                                        new ChoiceSet<>(spec(), Colour.class, "none", set -> ""),
                                        new SavePoints(spec(), List.of()),
                                        new Percentiles(spec(), List.of(50.0)),
                                        new Text(spec(), "", Text.Rule.ANY),
                                        limits()))
                .flatMap(Arbitraries::of);
    }

    private static OutputLimits limits() {
        OutputLimits.Limit none = new OutputLimits.Limit(0, 0, 0);
        return new OutputLimits(spec(), none, none, none);
    }

    /** Whatever is taken can be written into a file and is the same value when read from there. */
    @Property(tries = 3000)
    <V> void whatIsTakenIsReadBack(
            @ForAll("directives") Directive<V> directive,
            @ForAll @Size(min = 1, max = 4) List<@From("anything") String> all) {
        List<String> words = directive.spec().takesSeveralWords() ? all : all.subList(0, 1);
        V before = directive.get();
        V taken;
        try {
            taken = directive.read(words);
        } catch (DirectiveException e) {
            assertTrue(!e.getMessage().isEmpty());
            assertEquals(before, directive.get());
            return;
        }
        directive.put(taken);
        for (Directive.Line line : directive.lines()) {
            try {
                directive.load(QuotedWords.split(line.text()), true);
            } catch (DirectiveException e) {
                throw new AssertionError(line + " is not read back", e);
            }
        }
        assertEquals(taken, directive.get());
    }

    @Property
    void aSizeIsItsNumberTimesItsUnit(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long number,
            @ForAll("units") String unit) {
        BigInteger bytes =
                BigInteger.valueOf(number).multiply(UNITS.get(unit.toLowerCase(Locale.ROOT)));
        MemorySize size = new MemorySize(spec(), 0, 0, Long.MAX_VALUE);
        if (bytes.bitLength() < Long.SIZE) {
            assertEquals(bytes.longValue(), take(size, number + unit));
        } else {
            assertRefused(
                    size,
                    number + unit,
                    "argument must be between 0 and 9223372036854775807 inclusive");
        }
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of(UNITS.keySet())
                .flatMap(unit -> Arbitraries.of(unit, unit.toUpperCase(Locale.ROOT)));
    }

    @Property
    void aSizeIsWrittenInAUnitThatLosesNothing(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long bytes) {
        assertEquals(
                bytes,
                take(new MemorySize(spec(), 0, 0, Long.MAX_VALUE), MemorySize.withUnit(bytes)));
        assertEquals(bytes, MemorySize.parseOrMinusOne(MemorySize.withUnit(bytes)));
    }

    @Property
    void aNumberBeyondItsBoundsIsRefused(@ForAll long number) {
        WholeNumber narrow = new WholeNumber(spec(), 0, -5, 100);
        if (number < -5 || number > 100) {
            assertRefused(narrow, "" + number, "argument must be between -5 and 100 inclusive");
        } else {
            assertEquals(number, take(narrow, "" + number));
        }
        WholeNumber any = new WholeNumber(spec(), 0, Long.MIN_VALUE, Long.MAX_VALUE);
        assertEquals(number, take(any, "" + number));
        assertEquals(
                Math.clamp(number, 2L, 10L),
                take(
                        WholeNumber.clamped(spec(), 5, Long.MIN_VALUE, Long.MAX_VALUE, 2, 10),
                        "" + number));
    }

    @Example
    void aNumberHasOneSpelling() {
        for (String word : List.of("", "01", "+1", " 1", "1 ", "-0", "1.0", "0x1", "1e1", "1k")) {
            assertRefused(
                    new WholeNumber(spec(), 0, -5, 100),
                    word,
                    "argument couldn't be parsed into an integer");
        }
    }

    @Example
    void sharesAreFromNothingToAll() {
        MemorySize size = MemorySize.orShare(spec(), 0);
        take(size, "5%");
        assertEquals("5% 5 0", size.text() + " " + size.percent() + " " + size.bytes());
        take(size, "7kb");
        assertEquals("7168 0 7168", size.text() + " " + size.percent() + " " + size.bytes());
        assertRefused(size, "101%", "percentage argument must be less or equal to 100");
        assertRefused(size, "x%", "argument must be a memory or percent value");
    }

    @Example
    void wordsMeanWhatTheyMeanInAnyCase() {
        Choice<Colour> choice = Choice.of(spec(), Colour.class, Colour.RED);
        assertEquals(Colour.DARK_BLUE, take(choice, "Dark-BLUE"));
        assertRefused(choice, "green", "argument(s) must be one of the following: red, dark-blue");
        YesNo yesNo = new YesNo(spec(), false);
        assertEquals(true, take(yesNo, "YeS"));
        assertRefused(yesNo, "1", "argument must be 'yes' or 'no'");
    }

    @Example
    void aSetOfWordsMayBeRefusedAsAWhole() {
        ChoiceSet<Colour> set =
                new ChoiceSet<>(
                        spec(),
                        Colour.class,
                        "none",
                        chosen -> chosen.size() > 1 ? "too gaudy" : "");
        assertRefused(set, "red", "too gaudy", "dark-blue");
        assertRefused(
                set, "green", "argument(s) must be one of the following: none, red, dark-blue");
        assertEquals("none", set.text());
        take(set, "dark-blue");
        assertTrue(set.has(Colour.DARK_BLUE) && !set.has(Colour.RED));
    }

    /** Classes that a change does not name keep what they had. */
    @Example
    void limitsOfOneClassLeaveTheOthers() throws DirectiveException {
        OutputLimits limits = limits();
        limits.load(List.of("pubsub", "32mb", "8mb", "60"), true);
        limits.load(List.of("SLAVE", "1gb", "0", "5"), false);
        assertEquals("normal 0 0 0 slave 1073741824 0 5 pubsub 33554432 8388608 60", limits.text());
        assertEquals("one normal 0 0 0 replica 1gb 0 5 pubsub 32mb 8mb 60", limits.toString());
    }

    /** In a file each line adds a point; a client names all that are to be. */
    @Example
    void savePointsAddUpInAFile() throws DirectiveException {
        SavePoints points = new SavePoints(spec(), List.of(new SavePoints.SavePoint(3600, 1)));
        points.load(List.of("900", "1"), true);
        points.load(List.of("60", "10000"), false);
        assertEquals("900 1 60 10000", points.text());
        points.put(points.read(List.of("5", "5")));
        assertEquals("5 5", points.text());
        points.load(List.of(""), false);
        assertEquals("", points.text());
    }

    @Example
    void aFolderIsTakenFromTheOneBefore() throws DirectiveException {
        Path base = Path.of("").toAbsolutePath();
        DataFolder dir = new DataFolder(spec(), base, "data");
        assertEquals(base.resolve("data"), dir.value());
        assertEquals(base, dir.whileReading());
        dir.load(List.of("a"), true);
        assertEquals(base.resolve("a"), dir.value());
        assertRefused(dir, "b/c/d", "No such file or directory");
        assertRefused(dir, "", "dir can't be empty");
        assertRefused(dir, "\0", "No such file or directory");
        assertEquals(base.resolve("x"), dir.resolve("../x"));
    }

    private static <V> V take(Directive<V> directive, String word) {
        try {
            directive.put(directive.read(List.of(word)));
        } catch (DirectiveException e) {
            throw new AssertionError("refused " + word, e);
        }
        return directive.get();
    }

    private static void assertRefused(
            Directive<?> directive, String word, String reason, String... more) {
        List<String> words = new ArrayList<>(List.of(word));
        words.addAll(List.of(more));
        assertEquals(
                reason,
                assertThrows(DirectiveException.class, () -> directive.read(words)).getMessage());
    }
}
