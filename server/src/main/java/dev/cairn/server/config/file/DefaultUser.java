// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import dev.cairn.server.config.Config;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The line {@code user default ...} that Valkey and Redis write into every file they rewrite. It is taken where it says
 * what holds here in any case: the one user may do everything, with the password of {@code requirepass} or with none.
 */
final class DefaultUser {
    private static final String NO_PASSWORD = "nopass";
    private static final Set<String> GIVEN =
            Set.of(
                    "on",
                    NO_PASSWORD,
                    "sanitize-payload",
                    "~*",
                    "allkeys",
                    "&*",
                    "allchannels",
                    "+@all",
                    "allcommands",
                    "alldbs");

    private DefaultUser() {}

    /** Whether these words behind {@code user} take nothing from the default user, and are of no other one. */
    static boolean isAllowed(List<String> words) {
        return !words.isEmpty()
                && words.get(0).equals("default")
                && words.contains("on")
                && words.stream().skip(1).allMatch(word -> GIVEN.contains(word) || isHash(word));
    }

    /** Whether the password that these words ask for is the one that the whole configuration asks for. */
    static boolean agrees(List<String> words, Config config) {
        if (words.contains(NO_PASSWORD)) {
            return true;
        }
        String hash = "#" + sha256(config.clients.requirePass.bytes());
        return words.stream().filter(DefaultUser::isHash).allMatch(hash::equals)
                && !config.clients.requirePass.isEmpty();
    }

    private static boolean isHash(String word) {
        return word.startsWith("#");
    }

    private static String sha256(byte[] password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java knows SHA-256", e);
        }
    }
}
