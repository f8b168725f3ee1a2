// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directive that holds a count of bytes, spelled with or without a unit: 1k is 1000, 1kb is 1024, and so on to gb.
 *
 * <p>A share, where one is allowed, is spelled {@code 5%} and kept as -5.
 */
public final class MemorySize extends NumberDirective {
    private static final Pattern SPELLING =
            Pattern.compile("([0-9]*)(b|k|kb|m|mb|g|gb)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHARE = Pattern.compile("(0|[1-9][0-9]{0,17})%");

    private enum Form {
        SIGNED,
        UNSIGNED,
        SHARE
    }

    private final Form form;

    private MemorySize(DirectiveSpec spec, long initial, long min, long max, Form form) {
        super(spec, initial, min, max);
        this.form = form;
    }

    public MemorySize(DirectiveSpec spec, long initial, long min, long max) {
        this(spec, initial, min, max, Form.SIGNED);
    }

    /** One that takes all 64 bits; {@link #bytes} reads a value beyond a long as the greatest one. */
    public static MemorySize unsigned(DirectiveSpec spec, long initial) {
        return new MemorySize(spec, initial, 0, -1, Form.UNSIGNED);
    }

    /** One that takes a percentage too. */
    public static MemorySize orShare(DirectiveSpec spec, long initial) {
        return new MemorySize(spec, initial, -100, Long.MAX_VALUE, Form.SHARE);
    }

    /** The value in bytes; a share reads as 0. */
    public long bytes() {
        long value = value();
        if (value < 0) {
            return form == Form.UNSIGNED ? Long.MAX_VALUE : 0;
        }
        return value;
    }

    /** The share of memory in percent; 0 where the value is a count of bytes. */
    public int percent() {
        return form == Form.SHARE && value() < 0 ? (int) -value() : 0;
    }

    @Override
    long number(String word) throws DirectiveException {
        Matcher spelling = SPELLING.matcher(word);
        if (spelling.matches()) {
            return bytes(spelling.group(1), spelling.group(2));
        }
        Matcher share = SHARE.matcher(word);
        if (form == Form.SHARE && share.matches()) {
            return -Long.parseLong(share.group(1));
        }
        if (form == Form.SIGNED && min < 0 && word.startsWith("-")) {
            return negative(word);
        }
        throw notASize();
    }

    /** A directive with a negative bound takes negative numbers too, without a unit. */
    private long negative(String word) throws DirectiveException {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw notASize();
        }
    }

    private long bytes(String digits, String unit) throws DirectiveException {
        long number = digits(digits);
        long factor = factor(unit);
        if (isBeyond64Bits(digits, number)) {
            throw notASize();
        }
        if (!fits(number, factor)) {
            if (form == Form.UNSIGNED) {
                throw notASize();
            }
            throw outOfBounds();
        }
        return number * factor;
    }

    /** The bytes that a word spells as an unsigned number, or -1 where it spells none. */
    static long parseOrMinusOne(String word) {
        Matcher spelling = SPELLING.matcher(word);
        if (!spelling.matches()) {
            return -1;
        }
        long number = digits(spelling.group(1));
        long factor = factor(spelling.group(2));
        return isBeyond64Bits(spelling.group(1), number) || !fits(number, factor)
                ? -1
                : number * factor;
    }

    /** The unsigned number that these digits make; 0 where there are none, or more than 64 bits hold. */
    private static long digits(String digits) {
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException beyond64Bits) {
            return 0;
        }
    }

    private static boolean isBeyond64Bits(String digits, long number) {
        return number == 0 && !digits.matches("0*");
    }

    private static boolean fits(long number, long factor) {
        return Long.compareUnsigned(number, Long.divideUnsigned(-1, factor)) <= 0;
    }

    private static long factor(String unit) {
        return unit == null ? 1 : factor(unit.charAt(0), unit.length() == 2);
    }

    private static long factor(char unit, boolean isBinary) {
        long thousand = isBinary ? 1024 : 1000;
        return switch (unit) {
            case 'k', 'K' -> thousand;
            case 'm', 'M' -> thousand * thousand;
            case 'g', 'G' -> thousand * thousand * thousand;
            default -> 1;
        };
    }

    @Override
    long within(long number) throws DirectiveException {
        if (form == Form.UNSIGNED) {
            return number;
        }
        if (form == Form.SHARE && number < min) {
            throw new DirectiveException("percentage argument must be less or equal to " + -min);
        }
        return super.within(number);
    }

    private DirectiveException notASize() {
        return new DirectiveException(
                form == Form.SHARE
                        ? "argument must be a memory or percent value"
                        : "argument must be a memory value");
    }

    @Override
    String shown(long number) {
        if (form == Form.UNSIGNED) {
            return Long.toUnsignedString(number);
        }
        return form == Form.SHARE && number < 0 ? -number + "%" : Long.toString(number);
    }

    @Override
    protected String write(Long value) {
        return value <= 0 ? shown(value) : withUnit(value);
    }

    /** A count of bytes in the largest unit that leaves no remainder. */
    static String withUnit(long bytes) {
        if (bytes == 0) {
            return "0";
        }
        if (bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "gb";
        }
        if (bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "mb";
        }
        return bytes % (1L << 10) == 0 ? (bytes >> 10) + "kb" : Long.toString(bytes);
    }
}
