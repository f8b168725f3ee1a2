// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.storage.memory.ByteSlice;

import java.util.Arrays;

/** Tests the registers of both forms against each other, and the estimate against the truth. */
final class PfSelfTestCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("pfselftest", 1, CommandGroup.HYPERLOGLOG)
                    .since("2.8.9")
                    .summary("An internal command for testing HyperLogLog values.")
                    .complexity("N/A")
                    .flags(CommandFlag.ADMIN)
                    .acl(AclCategory.HYPERLOGLOG)
                    .systemCommand();

    private static final int ELEMENTS = 200_000;

    /** Four times the standard error of 16384 registers. */
    private static final double MOST_ERROR = 4 * 1.04 / 128;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        HyperLogLog sparse = new HyperLogLog();
        HyperLogLog dense = new HyperLogLog();
        sparse.clear();
        dense.clear();
        dense.toDense();
        byte[] text = new byte[Long.BYTES];
        ByteSlice element = ByteSlice.of(text);
        for (int i = 1; i <= ELEMENTS; i++) {
            for (int b = 0; b < text.length; b++) {
                text[b] = (byte) (i >> (8 * Math.min(b, 3)));
            }
            long hash = MurmurHash.of(element);
            sparse.raise(HyperLogLog.register(hash), HyperLogLog.count(hash), HllLayout.MOST_BYTES);
            dense.raise(HyperLogLog.register(hash), HyperLogLog.count(hash), 0);
            if (Integer.bitCount(i) == 1 || i == ELEMENTS) {
                String failure = failure(sparse, dense, i);
                if (failure != null) {
                    context.refuse("TESTFAILED " + failure);
                    return;
                }
            }
        }
        context.reply().ok();
    }

    private static String failure(HyperLogLog sparse, HyperLogLog dense, int elements) {
        byte[] ofSparse = new byte[HllLayout.REGISTERS];
        byte[] ofDense = new byte[HllLayout.REGISTERS];
        if (!sparse.mergeSparse(ofSparse)) {
            return "the sparse form is corrupted after " + elements + " elements";
        }
        for (int i = 0; i < ofDense.length; i++) {
            ofDense[i] = (byte) dense.dense(i);
        }
        if (!Arrays.equals(ofSparse, ofDense)) {
            return "dense and sparse registers differ after " + elements + " elements";
        }
        long estimate = new HllEstimate().of(ofDense);
        return Math.abs(estimate - elements) > Math.max(1, MOST_ERROR * elements)
                ? "estimated " + estimate + " for " + elements + " elements"
                : null;
    }
}
