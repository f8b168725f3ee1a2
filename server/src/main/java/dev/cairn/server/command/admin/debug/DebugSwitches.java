// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Verbs that turn something on or off, or set a number; any number but 0 is on, as in C. */
final class DebugSwitches {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})([kmg]?)b?");
    private static final long QUICKLIST_MOST = 4L << 30;
    private static final ReplyError BAD_THRESHOLD =
            ReplyError.of("ERR argument must be a memory value bigger than 1 and smaller than 4gb");

    private DebugSwitches() {}

    static List<DebugVerb> verbs() {
        return List.of(
                new DebugVerb(
                        "SET-ACTIVE-EXPIRE",
                        3,
                        3,
                        context -> {
                            context.server().lifecycle().activeExpiry(isOn(context));
                            context.reply().ok();
                        }),
                new DebugVerb(
                        "PAUSE-CRON",
                        3,
                        3,
                        context -> {
                            context.server().lifecycle().periodicWork(!isOn(context));
                            context.reply().ok();
                        }),
                new DebugVerb(
                        "SET-SKIP-CHECKSUM-VALIDATION",
                        3,
                        3,
                        context -> {
                            context.server().lifecycle().checksumsChecked(!isOn(context));
                            context.reply().ok();
                        }),
                new DebugVerb("QUICKLIST-PACKED-THRESHOLD", 3, 3, DebugSwitches::quicklist),
                new DebugVerb("REPLYBUFFER", 4, 4, DebugSwitches::replyBuffer));
    }

    private static boolean isOn(CommandContext context) {
        ByteSlice word = context.arg(2);
        return AsciiNumbers.isNumber(word.array(), word.offset(), word.length())
                && AsciiNumbers.valueOf(word.array(), word.offset(), word.length()) != 0;
    }

    /** Checks the value and does no more: there are no lists whose nodes it could be about. */
    private static void quicklist(CommandContext context) {
        Matcher size = SIZE.matcher(context.arg(2).toLatin1().toLowerCase(Locale.ROOT));
        boolean valid = size.matches();
        if (valid) {
            int shift = size.group(2).isEmpty() ? 0 : 10 * ("kmg".indexOf(size.group(2)) + 1);
            valid = Long.parseLong(size.group(1)) << shift <= QUICKLIST_MOST;
        }
        if (!valid) {
            context.refuse(BAD_THRESHOLD);
        } else {
            context.reply().ok();
        }
    }

    /** Checks the words and does no more: replies are written through one buffer for all, which is never resized. */
    private static void replyBuffer(CommandContext context) {
        boolean peak = context.request().is(2, "PEAK-RESET-TIME");
        if (!peak && !context.request().is(2, "RESIZING")) {
            DebugCommand.refuseUnknown(context);
            return;
        }
        if (peak && !context.request().is(3, "NEVER") && !context.request().is(3, "RESET")) {
            context.longOrReply(3);
        }
        if (!context.refused()) {
            context.reply().ok();
        }
    }
}
