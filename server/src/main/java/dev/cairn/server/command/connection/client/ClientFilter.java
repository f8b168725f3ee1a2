// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.session.Session;
import dev.cairn.storage.memory.ByteSlice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which connections CLIENT LIST shows and CLIENT KILL ends: options that must all hold, each of which stands for itself
 * or, with {@code NOT-}, for its contrary. An option that is given twice counts as given last, except ID.
 */
final class ClientFilter {
    private static final String KNOWN_FLAGS = "bcdeirtuxABEIMNOPRSTU";
    private static final String NOT = "NOT-";

    /** Says whether a session is as an option asks. */
    private interface Condition {
        boolean holds(Session session, ClientDescription description);
    }

    private final Map<String, Condition> conditions = new HashMap<>();
    private final CommandContext context;
    private boolean skipMe;

    private ClientFilter(CommandContext context, boolean skipMe) {
        this.context = context;
        this.skipMe = skipMe;
    }

    /** Reads the options from an argument on; answers with an error when one is wrong. */
    static ClientFilter parseOrReply(CommandContext context, int from, boolean skipMe) {
        ClientFilter filter = new ClientFilter(context, skipMe);
        for (int i = from; i < context.argc() && !context.refused(); ) {
            i = filter.optionOrReply(i);
        }
        return filter;
    }

    boolean accepts(Session session, ClientDescription description) {
        if (skipMe && session == context.session()) {
            return false;
        }
        for (Condition condition : conditions.values()) {
            if (!condition.holds(session, description)) {
                return false;
            }
        }
        return true;
    }

    /** Reads the option at this argument, and returns where the next one is. */
    private int optionOrReply(int at) {
        String option = context.arg(at).toLatin1().toUpperCase(Locale.ROOT);
        if (at + 1 == context.argc()) {
            context.refuse(ReplyError.SYNTAX);
            return at;
        }
        boolean not = option.startsWith(NOT);
        String name = not ? option.substring(NOT.length()) : option;
        if (name.equals("ID")) {
            return idsOrReply(option, not, at + 1);
        }
        String value = context.arg(at + 1).toLatin1();
        Condition condition = not ? null : plainOnlyOrReply(option, at + 1);
        if (condition == null && !context.refused()) {
            condition = conditionOrReply(option, name, value, at + 1);
        }
        if (condition == null && !context.refused()) {
            context.refuse(ReplyError.SYNTAX);
        }
        if (!context.refused()) {
            Condition asked = condition;
            conditions.put(option, not ? (session, about) -> !asked.holds(session, about) : asked);
        }
        return at + 2;
    }

    /** The options that have no contrary. */
    private Condition plainOnlyOrReply(String option, int at) {
        switch (option) {
            case "SKIPME" -> {
                skipMe = context.request().is(at, "YES");
                if (!skipMe && !context.request().is(at, "NO")) {
                    context.refuse(ReplyError.SYNTAX);
                }
                return (session, about) -> true;
            }
            case "MAXAGE" -> {
                long seconds = positiveOrReply("maxage", at);
                return (session, about) -> about.ageSeconds(session) >= seconds;
            }
            case "IDLE" -> {
                long seconds = positiveOrReply("idle", at);
                return (session, about) -> about.idleSeconds(session) >= seconds;
            }
            default -> {
                return null;
            }
        }
    }

    /** The options that have one; null for a word that is none of them. */
    private Condition conditionOrReply(String option, String name, String value, int at) {
        return switch (name) {
            case "TYPE" -> typeOrReply(value);
            case "USER" -> userOrReply(value);
            case "DB" -> databaseOrReply(option, at);
            case "FLAGS" -> flagsOrReply(option, value);
            case "CAPA" -> capabilityOrReply(option, value);
            case "ADDR" -> (session, about) -> session.output().remoteAddress().equals(value);
            case "LADDR" -> (session, about) -> session.output().localAddress().equals(value);
            case "IP" -> (session, about) -> ipOf(session).equals(value);
            case "NAME" -> (session, about) -> isSet(session.name(), value);
            case "LIB-NAME" -> (session, about) -> isSet(session.libraryName(), value);
            case "LIB-VER" -> (session, about) -> isSet(session.libraryVersion(), value);
            default -> null;
        };
    }

    /** One number or several: all that follow, up to the first word that is none. */
    private int idsOrReply(String option, boolean not, int from) {
        Set<Long> ids = new HashSet<>();
        int at = from;
        for (; at < context.argc(); at++) {
            ByteSlice word = context.arg(at);
            if (!AsciiNumbers.isNumber(word.array(), word.offset(), word.length())) {
                break;
            }
            long id = AsciiNumbers.valueOf(word.array(), word.offset(), word.length());
            if (id < 1) {
                context.refuse("ERR client-id should be greater than 0");
                return at;
            }
            ids.add(id);
        }
        if (at == from) {
            context.refuse(ReplyError.SYNTAX);
            return at;
        }
        Condition before = conditions.get(option);
        Condition here = (session, about) -> ids.contains(session.id()) != not;
        if (before == null) {
            conditions.put(option, here);
        } else if (not) {
            conditions.put(
                    option,
                    (session, about) -> before.holds(session, about) && here.holds(session, about));
        } else {
            conditions.put(
                    option,
                    (session, about) -> before.holds(session, about) || here.holds(session, about));
        }
        return at;
    }

    private long positiveOrReply(String what, int at) {
        long value =
                context.longOrReply(
                        at, ReplyError.of("ERR " + what + " is not an integer or out of range"));
        if (!context.refused() && value <= 0) {
            context.refuse("ERR " + what + " should be greater than 0");
        }
        return value;
    }

    /** Every client is a normal one: there are no replicas, no primaries, and no channels. */
    private Condition typeOrReply(String value) {
        boolean normal = value.equalsIgnoreCase("normal");
        switch (value.toLowerCase(Locale.ROOT)) {
            case "normal", "replica", "slave", "pubsub", "primary", "master" -> {
                return (session, about) -> normal;
            }
            default -> {
                context.refuse("ERR Unknown client type '" + value + "'");
                return null;
            }
        }
    }

    private Condition userOrReply(String value) {
        if (!value.equals("default")) {
            context.refuse("ERR No such user '" + value + "'");
        }
        return (session, about) -> session.user().equals(value);
    }

    private Condition databaseOrReply(String option, int at) {
        long index =
                context.longOrReply(
                        at, ReplyError.of("ERR " + option + " is not an integer or out of range"));
        int last = context.keyspace().databaseCount() - 1;
        if (!context.refused() && (index < 0 || index > last)) {
            context.refuse("ERR " + option + " number should be between 0 and " + last);
        }
        return (session, about) -> session.database() == index;
    }

    private Condition flagsOrReply(String option, String value) {
        if (!value.chars().allMatch(flag -> KNOWN_FLAGS.indexOf(flag) >= 0)) {
            context.refuse(
                    "ERR Unknown flags found in the " + filterName(option) + " filter: " + value);
        }
        return (session, about) -> {
            String flags = about.flags(session);
            return value.chars().allMatch(flag -> flags.indexOf(flag) >= 0);
        };
    }

    private Condition capabilityOrReply(String option, String value) {
        if (!value.chars().allMatch(capability -> capability == 'r')) {
            context.refuse(
                    "ERR Unknown capa found in the " + filterName(option) + " filter: " + value);
        }
        return (session, about) -> value.isEmpty() || session.canRedirect();
    }

    private static String filterName(String option) {
        return option.startsWith(NOT) ? option : "provided";
    }

    private static boolean isSet(String actual, String wanted) {
        return !actual.isEmpty() && actual.equals(wanted);
    }

    private static String ipOf(Session session) {
        String address = session.output().remoteAddress();
        String ip = address.substring(0, Math.max(0, address.lastIndexOf(':')));
        return ip.startsWith("[") ? ip.substring(1, ip.length() - 1) : ip;
    }
}
