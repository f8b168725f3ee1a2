// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.GlobPattern;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.time.RandomSource;

import java.util.Arrays;
import java.util.List;

/** STRINGMATCH-LEN and STRINGMATCH-TEST: how the matching of patterns fares with long texts, and with nonsense. */
final class DebugMatching {
    /** What a client asks for is not simply allocated. */
    private static final int MOST_LENGTH = 1 << 20;

    private static final int ROUNDS = 10_000;
    private static final int MOST_RANDOM_LENGTH = 32;
    private static final String ALPHABET = "ab*?[]^-\\";

    private static final ReplyError BAD_LENGTH =
            ReplyError.of("ERR length must be between 0 and " + MOST_LENGTH);

    private DebugMatching() {}

    static List<DebugVerb> verbs() {
        return List.of(
                new DebugVerb("STRINGMATCH-LEN", 4, 4, DebugMatching::matchLong),
                new DebugVerb("STRINGMATCH-TEST", 2, 2, DebugMatching::fuzz));
    }

    /** Matches a text of so many {@code a} with a pattern. */
    private static void matchLong(CommandContext context) {
        long length = context.rangeOrReply(2, 0, MOST_LENGTH, BAD_LENGTH);
        if (!context.refused()) {
            byte[] text = new byte[(int) length];
            Arrays.fill(text, (byte) 'a');
            boolean matches = new GlobPattern(context.arg(3), false).matches(text, 0, text.length);
            context.reply().integer(matches ? 1 : 0);
        }
    }

    private static void fuzz(CommandContext context) {
        RandomSource random = context.keyspace().random();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] pattern = nonsense(random);
            byte[] text = nonsense(random);
            new GlobPattern(pattern, 0, pattern.length, false).matches(text, 0, text.length);
        }
        context.reply().simple("Apparently the server did not crash: test passed");
    }

    private static byte[] nonsense(RandomSource random) {
        byte[] bytes = new byte[random.nextInt(MOST_RANDOM_LENGTH)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return bytes;
    }
}
