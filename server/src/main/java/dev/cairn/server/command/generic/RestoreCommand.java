// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.rdb.DumpPayload;
import dev.cairn.rdb.StorageTarget;
import dev.cairn.rdb.codec.DroppedValues;
import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;

/** Makes a key from a payload of DUMP; logged with the moment it expires at. */
final class RestoreCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("restore", -4, CommandGroup.GENERIC)
                    .since("2.6.0")
                    .summary("Creates a key from the serialized representation of a value.")
                    .complexity(
                            "O(1) to create the new key and additional O(N*M) to reconstruct the"
                                + " serialized value, where N is the number of objects composing"
                                + " the value and M their average size. For small string values the"
                                + " time complexity is thus O(1)+O(1*M) where M is small, so simply"
                                + " O(1). However for sorted set values the complexity is"
                                + " O(N*M*log(N)) because inserting values into sorted sets is"
                                + " O(log(N)).")
                    .changed("3.0.0", "Added the `REPLACE` modifier.")
                    .changed("5.0.0", "Added the `ABSTTL` modifier.")
                    .changed("5.0.0", "Added the `IDLETIME` and `FREQ` options.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.KEYSPACE, AclCategory.DANGEROUS)
                    .key(KeySpec.at(1, "OW", "update"));

    private static final ReplyError NEGATIVE_TTL =
            ReplyError.of("ERR Invalid TTL value, must be >= 0");
    private static final ReplyError NEGATIVE_IDLE_TIME =
            ReplyError.of("ERR Invalid IDLETIME value, must be >= 0");
    private static final ReplyError BAD_FREQUENCY =
            ReplyError.of("ERR Invalid FREQ value, must be >= 0 and <= 255");
    private static final ReplyError BAD_FOOTER =
            ReplyError.of("ERR DUMP payload version or checksum are wrong");
    private static final ReplyError BAD_FORMAT = ReplyError.of("ERR Bad data format");
    private static final int MAX_FREQUENCY = 255;

    private final DumpPayload payload = new DumpPayload();
    private final KeyHeader header = new KeyHeader();
    private boolean replace;
    private boolean absolute;
    private long ttlMillis;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        header.clear();
        optionsOrReply(context);
        if (context.refused()) {
            return;
        }
        ByteSlice key = context.arg(1);
        boolean exists = context.database().findForWrite(key) != 0;
        if (exists && !replace) {
            context.refuse(ReplyError.BUSY_KEY);
            return;
        }
        ttlOrReply(context);
        if (context.refused()) {
            return;
        }
        boolean skipChecksum = !context.server().lifecycle().areChecksumsChecked();
        boolean tryLater = context.server().settings().get("rdb-version-check").equals("relaxed");
        if (!DumpPayload.verify(context.arg(3), skipChecksum, tryLater)) {
            context.refuse(BAD_FOOTER);
            return;
        }
        // A sum beyond all numbers wraps around to a moment long ago, as it does in Valkey.
        long moment = absolute ? ttlMillis : ttlMillis + context.nowMillis();
        boolean isPast = ttlMillis != 0 && context.isPast(moment);
        restoreOrReply(context, key, ttlMillis == 0 ? KeyHeader.NONE : moment, isPast);
        if (context.refused()) {
            return;
        }
        if (isPast) {
            removeOld(context, key, exists);
        } else {
            context.database().changed(key);
            nameEffect(context, moment);
        }
        context.reply().ok();
    }

    private void optionsOrReply(CommandContext context) {
        replace = false;
        absolute = false;
        for (int i = 4; i < context.argc() && !context.refused(); i++) {
            boolean last = i + 1 == context.argc();
            if (context.request().is(i, "REPLACE")) {
                replace = true;
            } else if (context.request().is(i, "ABSTTL")) {
                absolute = true;
            } else if (context.request().is(i, "IDLETIME") && !last && header.frequency() < 0) {
                header.idleSeconds(numberOrReply(context, ++i, Long.MAX_VALUE, NEGATIVE_IDLE_TIME));
            } else if (context.request().is(i, "FREQ") && !last && header.idleSeconds() < 0) {
                header.frequency((int) numberOrReply(context, ++i, MAX_FREQUENCY, BAD_FREQUENCY));
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
    }

    private static long numberOrReply(
            CommandContext context, int index, long max, ReplyError outOfRange) {
        long number = context.longOrReply(index);
        if (!context.refused() && (number < 0 || number > max)) {
            context.refuse(outOfRange);
        }
        return number;
    }

    private void ttlOrReply(CommandContext context) {
        ttlMillis = context.longOrReply(2);
        if (!context.refused() && ttlMillis < 0) {
            context.refuse(NEGATIVE_TTL);
        }
    }

    /** Reads the payload, into the keyspace unless the key would expire at once; nothing is changed by a damaged one. */
    private void restoreOrReply(
            CommandContext context, ByteSlice key, long moment, boolean discard) {
        header.database(context.database().index()).expireAtMillis(moment).key().set(key);
        try {
            payload.restore(
                    context.arg(3),
                    header,
                    discard ? new DroppedValues() : new StorageTarget(context.keyspace()));
        } catch (RdbException e) {
            context.refuse(BAD_FORMAT);
        }
    }

    private static void removeOld(CommandContext context, ByteSlice key, boolean exists) {
        if (exists) {
            context.database().delete(key, true);
            context.effects().begin(2).arg("UNLINK").arg(key);
        }
    }

    private void nameEffect(CommandContext context, long moment) {
        Effects effect =
                context.effects()
                        .begin(6)
                        .arg("RESTORE")
                        .arg(context.arg(1))
                        .arg(ttlMillis == 0 ? 0 : moment)
                        .arg(context.arg(3));
        effect.arg("REPLACE").arg("ABSTTL");
    }
}
