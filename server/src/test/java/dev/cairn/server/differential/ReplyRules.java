// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Where two answers may differ and still be the same: what Valkey leaves open, each with its reason. */
final class ReplyRules {
    private static final int CLOCK_SECONDS = 3;
    private static final int CLOCK_MILLIS = 3000;
    private static final String NO_VALUE = "+" + "0".repeat(40);
    private static final String FIELD_ORDER = "fields come in the order of a hash";

    /** Whether two answers that are not equal are the same all the same. */
    interface Sameness {
        boolean same(Step step, Reply ours, Reply theirs);
    }

    private record Rule(String reason, Sameness sameness) {}

    private static final Rule MEMBERS =
            new Rule("members come in the order of a hash", ReplyRules::sameSet);

    private static final Map<String, Rule> RULES =
            Map.ofEntries(
                    Map.entry(
                            "keys",
                            new Rule("keys come in the order of a hash", ReplyRules::sameSet)),
                    Map.entry("smembers", MEMBERS),
                    Map.entry("sinter", MEMBERS),
                    Map.entry("sunion", MEMBERS),
                    Map.entry("sdiff", MEMBERS),
                    Map.entry("spop", MEMBERS),
                    Map.entry("sscan", new Rule(MEMBERS.reason(), ReplyRules::sameElementScan)),
                    Map.entry(
                            "srandmember",
                            new Rule("chance decides which come", ReplyRules::sameDraw)),
                    Map.entry(
                            "scan",
                            new Rule("keys come in the order of a hash", ReplyRules::sameScan)),
                    Map.entry("randomkey", new Rule("any key will do", ReplyRules::bothOrNone)),
                    Map.entry(
                            "dump",
                            new Rule("compression is free; RESTORE tells", ReplyRules::bothOrNone)),
                    Map.entry(
                            "debug|digest-value",
                            new Rule(
                                    "a key that is due is gone here and may still be there",
                                    (step, ours, theirs) -> ours.toString().contains(NO_VALUE))),
                    Map.entry(
                            "object|refcount",
                            new Rule("who shares a value is an inner matter", near(1))),
                    Map.entry(
                            "xpending",
                            new Rule("both have their clock", (step, a, b) -> timed(a, b, 2, 2))),
                    Map.entry(
                            "xinfo|consumers",
                            new Rule("both have their clock", (step, a, b) -> timed(a, b, 5, 7))),
                    Map.entry(
                            "xinfo|stream",
                            new Rule("both have their clock", (step, a, b) -> timed(a, b, -1, -1))),
                    Map.entry("ttl", new Rule("both have their clock", near(CLOCK_SECONDS))),
                    Map.entry("expiretime", new Rule("both have their clock", near(CLOCK_SECONDS))),
                    Map.entry("pttl", new Rule("both have their clock", near(CLOCK_MILLIS))),
                    Map.entry("pexpiretime", new Rule("both have their clock", near(CLOCK_MILLIS))),
                    Map.entry(
                            "object|idletime",
                            new Rule("both have their clock", near(CLOCK_SECONDS))),
                    Map.entry("hkeys", new Rule(FIELD_ORDER, ReplyRules::sameSet)),
                    Map.entry("hvals", new Rule(FIELD_ORDER, ReplyRules::sameSet)),
                    Map.entry("hgetall", new Rule(FIELD_ORDER, HashReplyRules::samePairs)),
                    Map.entry("hscan", new Rule(FIELD_ORDER, HashReplyRules::sameScan)),
                    Map.entry(
                            "hrandfield",
                            new Rule("any field will do", HashReplyRules::sameRandomFields)),
                    Map.entry(
                            "zrandmember",
                            new Rule("any member will do", HashReplyRules::sameRandomFields)),
                    Map.entry(
                            "zscan",
                            new Rule(
                                    "members come in the order of a hash",
                                    HashReplyRules::sameScan)),
                    Map.entry("httl", nearEach(CLOCK_SECONDS)),
                    Map.entry("hexpiretime", nearEach(CLOCK_SECONDS)),
                    Map.entry("hpttl", nearEach(CLOCK_MILLIS)),
                    Map.entry("hpexpiretime", nearEach(CLOCK_MILLIS)));

    /** Unix times in milliseconds are beyond this, and what else is counted is not. */
    private static final long SHORTEST_TIME = 100_000_000_000L;

    private ReplyRules() {}

    /** Whether both answers to a command are the same as far as it is decided what they are. */
    static boolean same(Step step, Reply ours, Reply theirs) {
        if (ours.equals(theirs)) {
            return true;
        }
        if (ours.isError() || theirs.isError()) {
            return false;
        }
        Rule rule = RULES.get(step.name());
        if (rule == null && step.arguments().size() > 1) {
            String subcommand = Step.of(0, step.arguments().get(1)).name();
            rule = RULES.get(step.name() + "|" + subcommand);
        }
        return rule != null && rule.sameness.same(step, ours, theirs);
    }

    private static boolean sameSet(Step step, Reply ours, Reply theirs) {
        return ours.items() != null
                && theirs.items() != null
                && ours.type() == theirs.type()
                && sorted(ours.items()).equals(sorted(theirs.items()));
    }

    /** From the beginning all keys come, for the count is large; from elsewhere, what the cursor means is not told. */
    private static boolean sameScan(Step step, Reply ours, Reply theirs) {
        if (ours.items() == null || theirs.items() == null) {
            return false;
        }
        if (!step.arguments().get(1).matches("\\s*[+-]?0+")) {
            return ours.items().size() == theirs.items().size();
        }
        return ours.items().get(0).equals(theirs.items().get(0))
                && sameSet(step, ours.items().get(1), theirs.items().get(1));
    }

    /** As {@link #sameScan}, of a collection, whose cursor comes after its key. */
    private static boolean sameElementScan(Step step, Reply ours, Reply theirs) {
        return ours.items() != null
                && theirs.items() != null
                && ours.items().get(0).equals(theirs.items().get(0))
                && sameSet(step, ours.items().get(1), theirs.items().get(1));
    }

    /** As many; where all are asked for, the same. */
    private static boolean sameDraw(Step step, Reply ours, Reply theirs) {
        if (ours.items() == null || theirs.items() == null) {
            return bothOrNone(step, ours, theirs);
        }
        boolean all = step.arguments().get(2).equals("100000");
        return all
                ? sameSet(step, ours, theirs)
                : ours.type() == theirs.type() && ours.items().size() == theirs.items().size();
    }

    /** The same but for times: Unix times anywhere, and the time since something at two places of inner arrays. */
    private static boolean timed(Reply ours, Reply theirs, int place, int otherPlace) {
        if (ours.items() == null || theirs.items() == null) {
            return ours.equals(theirs) || (isTime(ours) && isTime(theirs) && isNear(ours, theirs));
        }
        boolean same = ours.type() == theirs.type() && ours.items().size() == theirs.items().size();
        for (int i = 0; same && i < ours.items().size(); i++) {
            Reply our = ours.items().get(i);
            Reply their = theirs.items().get(i);
            boolean since =
                    (i == place || i == otherPlace) && our.type() == ':' && their.type() == ':';
            same = since ? isNear(our, their) : timed(our, their, place, otherPlace);
        }
        return same;
    }

    private static boolean isTime(Reply reply) {
        return reply.type() == ':' && Long.parseLong(reply.text()) > SHORTEST_TIME;
    }

    private static boolean isNear(Reply ours, Reply theirs) {
        long our = Long.parseLong(ours.text());
        long their = Long.parseLong(theirs.text());
        return our < 0 == their < 0 && Math.abs(our - their) <= 2 * CLOCK_MILLIS;
    }

    private static boolean bothOrNone(Step step, Reply ours, Reply theirs) {
        return ours.type() == theirs.type() && ours.isNull() == theirs.isNull();
    }

    private static Sameness near(long distance) {
        return (step, ours, theirs) ->
                ours.type() == ':'
                        && theirs.type() == ':'
                        && Long.parseLong(ours.text()) >= 0
                        && Long.parseLong(theirs.text()) >= 0
                        && Math.abs(Long.parseLong(ours.text()) - Long.parseLong(theirs.text()))
                                <= distance;
    }

    private static Rule nearEach(long distance) {
        return new Rule("both have their clock", HashReplyRules.each(near(distance)));
    }

    private static List<Reply> sorted(List<Reply> items) {
        return items.stream().sorted(Comparator.comparing(Reply::toString)).toList();
    }
}
