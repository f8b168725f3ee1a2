// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.regex.Pattern;

/** A decimal number as C reads it where a list of numbers is configured: a sign may lead, and too large is largest. */
final class SignedDecimal {
    private static final Pattern SPELLING = Pattern.compile("[+-]?[0-9]{1,100}");

    private SignedDecimal() {}

    static boolean isNumber(String word) {
        return SPELLING.matcher(word).matches();
    }

    static long valueOf(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException beyondLong) {
            return word.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
