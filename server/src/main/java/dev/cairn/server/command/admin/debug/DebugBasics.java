// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.HelpText;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The plain verbs: SLEEP, LOG, ERROR, HELP, and those that would bring the server down, which are declined. */
final class DebugBasics {
    private static final HelpText HELP =
            HelpText.of(
                    "DEBUG",
                    """
                    DIGEST
                        Output a hex signature representing the current DB content.
                    DIGEST-VALUE <key> [<key> ...]
                        Output a hex signature of the values of all the specified keys.
                    ERROR <string>
                        Return a RESP protocol error with <string> as message. Useful for clients
                        unit tests to simulate error replies.
                    LOG <message>
                        Write <message> to the server log.
                    HTSTATS <dbid> [full]
                        Return hash table statistics of the specified database.
                    HTSTATS-KEY <key> [full]
                        Like HTSTATS but for the hash table stored at <key>'s value.
                    LOADAOF
                        Forget the data and recover them from disk: snapshot and log.
                    OBJECT <key> [fast]
                        Show low level info about `key` and associated value.
                        Some fields of the default behavior may be time consuming to fetch,
                        and `fast` can be passed to avoid fetching them.
                    POPULATE <count> [<prefix>] [<size>]
                        Create <count> string keys named key:<num>. If <prefix> is specified then
                        it is used instead of the 'key' prefix. Keys that exist are left alone.
                    PROTOCOL <type>
                        Reply with a test value of the specified type. <type> can be: string,
                        integer, double, bignum, null, array, set, map, attrib, push, verbatim,
                        true, false.
                    RELOAD [option ...]
                        Save the RDB on disk and reload it back to memory. Valid <option> values:
                        * MERGE: conflicting keys will be loaded from RDB.
                        * NOFLUSH: the existing database will not be removed before load, but
                          conflicting keys will generate an exception and kill the server.
                        * NOSAVE: the database will be loaded from an existing RDB file.
                        Examples:
                        * DEBUG RELOAD: verify that the server is able to persist, flush and reload
                          the database.
                        * DEBUG RELOAD NOSAVE: replace the current database with the contents of an
                          existing RDB file.
                        * DEBUG RELOAD NOSAVE NOFLUSH MERGE: add the contents of an existing RDB
                          file to the database.
                    SET-ACTIVE-EXPIRE <0|1>
                        Setting it to 0 disables expiring keys in background when they are not
                        accessed (otherwise the behavior). Setting it to 1 reenables back the
                        default.
                    QUICKLIST-PACKED-THRESHOLD <size>
                        Sets the threshold for elements to be inserted as plain vs packed nodes
                        Default value is 1GB, allows values up to 4GB. Setting to 0 restores to default.
                    SET-SKIP-CHECKSUM-VALIDATION <0|1>
                        Enables or disables checksum checks for RDB files and RESTORE's payload.
                    SLEEP <seconds>
                        Stop the server for <seconds>. Decimals allowed.
                    STRINGMATCH-LEN <length> <pattern>
                        Match a string of <length> letters a with <pattern>.
                    STRINGMATCH-TEST
                        Run a fuzz tester against the stringmatchlen() function.
                    PAUSE-CRON <0|1>
                        Stop periodic cron job processing.
                    REPLYBUFFER PEAK-RESET-TIME <NEVER||RESET|time>
                        Sets the time (in milliseconds) to wait between client reply buffer peak resets.
                        In case NEVER is provided the last observed peak will never be reset
                        In case RESET is provided the peak reset time will be restored to the default value
                    REPLYBUFFER RESIZING <0|1>
                        Enable or disable the reply buffer resize cron job
                    """);

    private static final List<String> DECLINED =
            List.of("ASSERT", "CRASH-AND-RECOVER", "LEAK", "OOM", "PANIC", "RESTART", "SEGFAULT");

    private static final double NANOS_PER_SECOND = 1e9;

    private DebugBasics() {}

    static List<DebugVerb> verbs() {
        List<DebugVerb> verbs = new ArrayList<>();
        verbs.add(new DebugVerb("HELP", 2, 2, context -> HELP.reply(context.reply())));
        verbs.add(new DebugVerb("SLEEP", 3, 3, DebugBasics::sleep));
        verbs.add(new DebugVerb("LOG", 3, 3, DebugBasics::log));
        verbs.add(
                new DebugVerb("ERROR", 3, 3, context -> context.refuse(context.arg(2).toLatin1())));
        DECLINED.forEach(
                name -> verbs.add(new DebugVerb(name, 2, DebugVerb.ANY, DebugBasics::decline)));
        return verbs;
    }

    /** Keeps the command thread, and with it every client, waiting. */
    private static void sleep(CommandContext context) {
        double seconds;
        try {
            seconds = Double.parseDouble(context.arg(2).toLatin1());
        } catch (NumberFormatException e) {
            seconds = 0;
        }
        context.server().lifecycle().standStill((long) (Math.max(0, seconds) * NANOS_PER_SECOND));
        context.reply().ok();
    }

    private static void log(CommandContext context) {
        context.server().lifecycle().log("DEBUG LOG: " + context.arg(2));
        context.reply().ok();
    }

    private static void decline(CommandContext context) {
        context.refuse(
                "ERR DEBUG "
                        + context.arg(1).toLatin1().toUpperCase(Locale.ROOT)
                        + " is not offered: this server does not bring itself down");
    }
}
