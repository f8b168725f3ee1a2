// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.logging.DecimalText;

/** Gathers the lines of INFO: headings, and fields with their values. */
final class InfoText {
    private static final long KIBI = 1024;
    private static final String UNITS = "KMGTPE";

    private final StringBuilder text = new StringBuilder(4096);

    void section(String title) {
        text.append(text.isEmpty() ? "" : "\r\n").append("# ").append(title).append("\r\n");
    }

    InfoText field(String name, String value) {
        text.append(name).append(':').append(value).append("\r\n");
        return this;
    }

    InfoText field(String name, long value) {
        return field(name, Long.toString(value));
    }

    InfoText field(String name, boolean value) {
        return field(name, value ? 1 : 0);
    }

    /** Fields that are 0 because what they count does not exist here. */
    InfoText none(String... names) {
        for (String name : names) {
            field(name, 0);
        }
        return this;
    }

    InfoText decimal(String name, double value, int digits) {
        return field(name, decimal(value, digits));
    }

    /** How many times the second figure the first one is; 1 when there is nothing to compare. */
    InfoText ratio(String name, long figure, long of) {
        return decimal(name, of == 0 ? 1 : (double) figure / of, 2);
    }

    InfoText percent(String name, long figure, long of) {
        return field(name, decimal(of == 0 ? 0 : 100.0 * figure / of, 2) + "%");
    }

    /** A number of bytes twice: exactly, and as people read it. */
    InfoText bytes(String name, long value) {
        return field(name, value).field(name + "_human", human(value));
    }

    static String decimal(double value, int digits) {
        return DecimalText.of(value, digits);
    }

    static String human(long bytes) {
        if (bytes < KIBI) {
            return bytes + "B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= KIBI && unit < UNITS.length() - 1) {
            value /= KIBI;
            unit++;
        }
        return decimal(value, 2) + UNITS.charAt(unit);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
