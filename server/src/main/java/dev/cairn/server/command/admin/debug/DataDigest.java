// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A signature of 20 bytes that things are added to: mixed in, where order matters, or with exclusive or, where it does
 * not. The values are Valkey's, so that the data of two servers can be compared.
 */
final class DataDigest {
    /** What is added to a key that has a deadline, whenever that is. */
    static final byte[] EXPIRES = "!!expire!!".getBytes(StandardCharsets.US_ASCII);

    private static final int LENGTH = 20;

    private final MessageDigest sha1;
    private byte[] digest = new byte[LENGTH];

    DataDigest() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-1", e);
        }
    }

    /** Adds bytes so that the order of additions does not matter. */
    void xor(byte[] bytes) {
        byte[] hash = sha1.digest(bytes);
        for (int i = 0; i < LENGTH; i++) {
            digest[i] ^= hash[i];
        }
    }

    /** Adds bytes so that the order of additions matters. */
    void mix(byte[] bytes) {
        xor(bytes);
        digest = sha1.digest(digest);
    }

    /** Adds a number, in four bytes, the highest first. */
    void mix(int number) {
        mix(
                new byte[] {
                    (byte) (number >> 24),
                    (byte) (number >> 16),
                    (byte) (number >> 8),
                    (byte) number
                });
    }

    byte[] bytes() {
        return digest;
    }

    String hex() {
        return HexFormat.of().formatHex(digest);
    }
}
