// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.server.resp.ReplyError;

/** The words NX, XX, GT and LT: when an expiry may replace the one that a key or a field has. */
public final class ExpiryCondition {
    private static final int NX = 1;
    private static final int XX = 1 << 1;
    private static final int GT = 1 << 2;
    private static final int LT = 1 << 3;
    private static final ReplyError NX_AND_OTHERS =
            ReplyError.of("ERR NX and XX, GT or LT options at the same time are not compatible");
    private static final ReplyError GT_AND_LT =
            ReplyError.of("ERR GT and LT options at the same time are not compatible");

    /** Every set of words, so that reading some allocates nothing. */
    private static final ExpiryCondition[] ALL = new ExpiryCondition[16];

    static {
        for (int i = 0; i < ALL.length; i++) {
            ALL[i] = new ExpiryCondition(i);
        }
    }

    public static final ExpiryCondition NONE = ALL[0];

    private final int words;

    private ExpiryCondition(int words) {
        this.words = words;
    }

    /** Reads the arguments from one index up to, not including, another. */
    public static ExpiryCondition parseOrReply(CommandContext context, int from, int to) {
        int words = 0;
        for (int i = from; i < to; i++) {
            int word = word(context, i);
            if (word == 0) {
                context.refuse(
                        "ERR Unsupported option "
                                + new String(context.arg(i).toBytes(), ISO_8859_1));
                return NONE;
            }
            words |= word;
        }
        if ((words & NX) != 0 && words != NX) {
            context.refuse(NX_AND_OTHERS);
        } else if ((words & (GT | LT)) == (GT | LT)) {
            context.refuse(GT_AND_LT);
        }
        return ALL[words];
    }

    /** Whether what has the present expiry, -1 for none, may get a new one. None counts as the end of all time. */
    public boolean allows(long presentMillis, long newMillis) {
        boolean none = presentMillis < 0;
        if (none) {
            return (words & (XX | GT)) == 0;
        }
        return (words & NX) == 0
                && ((words & GT) == 0 || newMillis > presentMillis)
                && ((words & LT) == 0 || newMillis < presentMillis);
    }

    private static int word(CommandContext context, int index) {
        if (context.request().is(index, "NX")) {
            return NX;
        }
        if (context.request().is(index, "XX")) {
            return XX;
        }
        if (context.request().is(index, "GT")) {
            return GT;
        }
        return context.request().is(index, "LT") ? LT : 0;
    }
}
