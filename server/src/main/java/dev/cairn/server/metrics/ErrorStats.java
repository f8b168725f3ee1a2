// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many errors were answered, in all and by code: the first word of an error, such as {@code WRONGTYPE}. */
public final class ErrorStats {
    /**
     * Valkey's limit. A command that puts a client's words where the code belongs could fill the table; beyond the
     * limit all is counted under one name.
     */
    private static final int MOST_CODES = 128;

    private static final String BEYOND = "ERRORSTATS_OVERFLOW";
    private static final int LONGEST_CODE = 64;

    private final Map<String, long[]> counts = new TreeMap<>();
    private long total;

    /**
     * Counts an error.
     *
     * @param text the whole error as the client reads it, without the leading dash
     */
    public void count(String text) {
        total++;
        int end = text.indexOf(' ');
        end = end < 0 ? text.length() : end;
        String code = text.substring(0, Math.min(end, LONGEST_CODE));
        long[] count = counts.get(code);
        if (count == null) {
            if (counts.size() >= MOST_CODES) {
                code = BEYOND;
            }
            count = counts.computeIfAbsent(code, key -> new long[1]);
        }
        count[0]++;
    }

    public long total() {
        return total;
    }

    /** The count in a cell of its own, by code in alphabetic order. */
    public Map<String, long[]> byCode() {
        return Collections.unmodifiableMap(counts);
    }

    public void reset() {
        counts.clear();
        total = 0;
    }
}
