// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.KeySpec;

import java.util.List;

/**
 * The one range of keys that clients from before key specifications know: first key, last key, step. Specifications that
 * such a range cannot express make it partial, which replies tell with the flag {@code movablekeys}.
 */
record LegacyKeyRange(int first, int last, int step, boolean isPartial) {
    static LegacyKeyRange of(List<KeySpec> specs) {
        if (specs.size() == 1 && isPlainRange(specs.getFirst())) {
            KeySpec only = specs.getFirst();
            return new LegacyKeyRange(only.index(), lastOf(only), only.step(), isIncomplete(only));
        }
        int first = 0;
        int last = 0;
        boolean partial = false;
        for (KeySpec spec : specs) {
            // Only neighbours, with nothing between keys, can be told as one range.
            boolean fits =
                    isPlainRange(spec)
                            && spec.step() == 1
                            && (first == 0 || last == spec.index() - 1);
            if (fits) {
                first = first == 0 ? spec.index() : first;
                last = lastOf(spec);
            }
            partial |= !fits || isIncomplete(spec);
        }
        return new LegacyKeyRange(first, last, first == 0 ? 0 : 1, partial);
    }

    private static boolean isPlainRange(KeySpec spec) {
        return spec.keyword() == null && spec.countedBy() < 0 && !spec.isUnknown();
    }

    private static boolean isIncomplete(KeySpec spec) {
        return spec.flags().contains("incomplete");
    }

    private static int lastOf(KeySpec spec) {
        return spec.lastKey() >= 0 ? spec.index() + spec.lastKey() : spec.lastKey();
    }
}
