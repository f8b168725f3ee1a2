// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;

/** Shows the inside of a HyperLogLog: its encoding, runs and registers. */
final class PfDebugCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("pfdebug", 3, CommandGroup.HYPERLOGLOG)
                    .since("2.8.9")
                    .summary("Internal commands for debugging HyperLogLog values.")
                    .complexity("N/A")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.ADMIN)
                    .acl(AclCategory.HYPERLOGLOG)
                    .key(KeySpec.at(2, "RW", "access"))
                    .systemCommand();

    private static final ReplyError NO_KEY = ReplyError.of("ERR The specified key does not exist");
    private static final ReplyError NOT_SPARSE = ReplyError.of("ERR HLL encoding is not sparse");
    private static final ReplyError NOT_ON_OR_OFF = ReplyError.of("ERR Argument must be ON or OFF");

    private final HyperLogLog scratch;

    PfDebugCommand(HyperLogLog scratch) {
        this.scratch = scratch;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.request().is(1, "SIMD")) {
            // There is one way of counting here, which needs no switch.
            if (context.request().is(2, "ON") || context.request().is(2, "OFF")) {
                context.reply().simple(context.request().is(2, "ON") ? "enabled" : "disabled");
            } else {
                context.refuse(NOT_ON_OR_OFF);
            }
            return;
        }
        long entry = context.findForWriteOrReply(context.arg(2), ValueType.STRING);
        if (entry == 0 && !context.refused()) {
            context.refuse(NO_KEY);
        }
        HllAccess.checkOrReply(context, entry);
        if (!context.refused()) {
            HllAccess.readOrReply(context, entry, scratch);
        }
        if (!context.refused()) {
            show(context);
        }
    }

    private void show(CommandContext context) {
        if (context.request().is(1, "GETREG")) {
            toDenseOrReply(context);
            if (!context.refused()) {
                context.reply().array(HllLayout.REGISTERS);
                for (int i = 0; i < HllLayout.REGISTERS; i++) {
                    context.reply().integer(scratch.dense(i));
                }
            }
        } else if (context.request().is(1, "DECODE")) {
            if (scratch.isDense()) {
                context.refuse(NOT_SPARSE);
            } else {
                context.reply().bulk(scratch.describe());
            }
        } else if (context.request().is(1, "ENCODING")) {
            context.reply().simple(scratch.isDense() ? "dense" : "sparse");
        } else if (context.request().is(1, "TODENSE")) {
            boolean converted = toDenseOrReply(context);
            if (!context.refused()) {
                context.reply().integer(converted ? 1 : 0);
            }
        } else {
            context.refuse("ERR Unknown PFDEBUG subcommand '" + context.arg(1).toLatin1() + "'");
        }
    }

    /** Makes the stored value dense; false if it is already. */
    private boolean toDenseOrReply(CommandContext context) {
        if (scratch.isDense()) {
            return false;
        }
        if (!scratch.toDense()) {
            context.refuse(HllAccess.CORRUPTED);
            return false;
        }
        context.database().strings().rewrite(context.arg(2), scratch.bytes());
        return true;
    }
}
