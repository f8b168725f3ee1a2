// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What tests and the curious need of the server's inside. Runs only where {@code enable-debug-command} lets it. */
public final class DebugCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("debug", -2, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("A container for debugging commands.")
                    .complexity("Depends on subcommand.")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.PROTECTED)
                    .systemCommand();

    private static final Map<String, DebugVerb> VERBS = verbs();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static Map<String, DebugVerb> verbs() {
        Map<String, DebugVerb> verbs = new HashMap<>();
        for (List<DebugVerb> each :
                List.of(
                        DebugBasics.verbs(),
                        DebugDigest.verbs(),
                        DebugMatching.verbs(),
                        DebugObject.verbs(),
                        DebugPopulate.verbs(),
                        DebugProtocol.verbs(),
                        DebugReload.verbs(),
                        DebugSwitches.verbs(),
                        DebugTables.verbs())) {
            each.forEach(verb -> verbs.put(verb.name(), verb));
        }
        return verbs;
    }

    @Override
    public void execute(CommandContext context) {
        DebugVerb verb = VERBS.get(context.arg(1).toLatin1().toUpperCase(Locale.ROOT));
        if (verb == null || !verb.accepts(context.argc())) {
            refuseUnknown(context);
        } else {
            verb.action().accept(context);
        }
    }

    /** Says that there is no such verb, or that it is used otherwise. */
    static void refuseUnknown(CommandContext context) {
        context.refuse(
                "ERR unknown subcommand or wrong number of arguments for '"
                        + context.arg(1).toLatin1()
                        + "'. Try DEBUG HELP.");
    }
}
