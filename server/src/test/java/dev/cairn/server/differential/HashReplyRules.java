// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where two answers to hash commands may differ and still be the same. */
final class HashReplyRules {
    /** With this count all fields come at once. */
    static final String ALL_AT_ONCE = "100000";

    private HashReplyRules() {}

    /** Fields with their values in any order: flat, as a map, or as a list of pairs. */
    static boolean samePairs(Step step, Reply ours, Reply theirs) {
        return ours.items() != null
                && theirs.items() != null
                && ours.type() == theirs.type()
                && ours.items().size() == theirs.items().size()
                && paired(ours.items()).equals(paired(theirs.items()));
    }

    /** Where all fields were asked for, all have to come; else any will do, as many as there. */
    static boolean sameRandomFields(Step step, Reply ours, Reply theirs) {
        if (ours.items() == null || theirs.items() == null) {
            return ours.type() == theirs.type() && ours.isNull() == theirs.isNull();
        }
        if (ours.items().size() != theirs.items().size()) {
            return false;
        }
        if (!step.arguments().contains(ALL_AT_ONCE)) {
            return true;
        }
        boolean withValues = step.arguments().size() == 4;
        boolean flat = withValues && !ours.items().isEmpty() && ours.items().get(0).items() == null;
        return flat
                ? samePairs(step, ours, theirs)
                : sorted(ours.items()).equals(sorted(theirs.items()));
    }

    /** From the beginning all fields come, where the count is large; else what the cursor means is not told. */
    static boolean sameScan(Step step, Reply ours, Reply theirs) {
        if (ours.items() == null || theirs.items() == null) {
            return false;
        }
        List<String> arguments = step.arguments();
        if (!arguments.get(2).matches("\\s*[+-]?0+") || !arguments.getLast().equals(ALL_AT_ONCE)) {
            return ours.items().size() == theirs.items().size();
        }
        List<Reply> our = ours.items().get(1).items();
        List<Reply> their = theirs.items().get(1).items();
        boolean bare =
                arguments.stream()
                        .anyMatch(
                                word ->
                                        word.equalsIgnoreCase("NOVALUES")
                                                || word.equalsIgnoreCase("NOSCORES"));
        return ours.items().get(0).equals(theirs.items().get(0))
                && (bare ? sorted(our).equals(sorted(their)) : paired(our).equals(paired(their)));
    }

    /** Arrays of which each place passes the rule. */
    static ReplyRules.Sameness each(ReplyRules.Sameness rule) {
        return (step, ours, theirs) -> {
            if (ours.items() == null
                    || theirs.items() == null
                    || ours.items().size() != theirs.items().size()) {
                return false;
            }
            for (int i = 0; i < ours.items().size(); i++) {
                Reply our = ours.items().get(i);
                Reply their = theirs.items().get(i);
                if (!our.equals(their) && !rule.same(step, our, their)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static List<String> paired(List<Reply> items) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < items.size(); i += 2) {
            pairs.add(items.get(i) + " " + (i + 1 < items.size() ? items.get(i + 1) : ""));
        }
        pairs.sort(Comparator.naturalOrder());
        return pairs;
    }

    private static List<String> sorted(List<Reply> items) {
        return items.stream().map(Reply::toString).sorted().toList();
    }
}
