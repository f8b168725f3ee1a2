// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.DirectiveException;
import dev.cairn.server.config.directive.WordList;

import java.util.List;

/** Directives about data types, pub/sub, scripts, modules and users that this version does not have. */
final class LaterDirectives extends InertGroup {
    /** The classes of events that A stands for, and those that it does not, in the order in which they are shown. */
    private static final String ALL_EVENTS = "g$lshzxetd";

    private static final String OTHER_EVENTS = "KEmn";

    LaterDirectives() {
        super("this version has no compressed lists, pub/sub, scripts, modules, users");
        number("list-compress-depth", 0, 0, INT);
        number("tracking-table-max-keys", 1_000_000, 0, LONG);
        number(spec("busy-reply-threshold").alias("lua-time-limit"), 5000, 0, LONG);
        number("acllog-max-len", 128, 0, LONG);
        choice("acl-pubsub-default", "resetchannels", "allchannels", "resetchannels");
        add(WordList.singleWord(spec("notify-keyspace-events"), "", words -> events(words.get(0))));
        fromFile();
        choice("enable-module-command", "no", "no", "yes", "local");
        // Users that a file restricts must not find the server open.
        text(
                spec("aclfile"),
                value -> value.isEmpty() ? "" : "this version has no users but the default one");
        live();
        hidden();
        yesNo(spec("lua-enable-insecure-api").protectedByDefault(), false);
        yesNo(spec("lua-enable-deprecated-api").protectedByDefault(), false);
    }

    /** Brings classes of events into the order in which they are shown; A covers n where A is named, and shows alone. */
    private static List<String> events(String word) throws DirectiveException {
        for (int i = 0; i < word.length(); i++) {
            if ((ALL_EVENTS + OTHER_EVENTS + "A").indexOf(word.charAt(i)) < 0) {
                throw new DirectiveException(
                        "Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
            }
        }
        boolean all = word.indexOf('A') >= 0 || kept(ALL_EVENTS, word).equals(ALL_EVENTS);
        String others = all ? "KEm" : "nKEm";
        return List.of((all ? "A" : kept(ALL_EVENTS, word)) + kept(others, word));
    }

    private static String kept(String classes, String word) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < classes.length(); i++) {
            if (word.indexOf(classes.charAt(i)) >= 0) {
                kept.append(classes.charAt(i));
            }
        }
        return kept.toString();
    }
}
