// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.config;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.config.Config;
import dev.cairn.server.config.ConfigChange;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.session.Session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Changes directives, all that are named or none. */
final class ConfigSetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("set", -4, CommandGroup.SERVER)
                    .since("2.0.0")
                    .summary("Sets configuration parameters in-flight.")
                    .complexity("O(N) when N is the number of configuration parameters provided")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .tips("request_policy:all_nodes", "response_policy:all_succeeded")
                    .changed("7.0.0", "Added the ability to set multiple parameters in one call.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() % 2 != 0) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        List<String> namesAndValues = new ArrayList<>();
        for (int i = 2; i < context.argc(); i++) {
            namesAndValues.add(new String(context.arg(i).toBytes(), StandardCharsets.ISO_8859_1));
        }
        Config config = context.server().config();
        boolean mayChangeProtected =
                config.clients.enableProtectedConfigs.value().allows(isLocal(context.session()));
        try {
            new ConfigChange(config, mayChangeProtected, context.server().engine().isLoading())
                    .apply(namesAndValues);
            context.reply().ok();
        } catch (ConfigChange.Refusal e) {
            context.refuse(
                    e.isForLoading() ? ReplyError.LOADING : ReplyError.of("ERR " + e.getMessage()));
        }
    }

    private static boolean isLocal(Session session) {
        String address = session.output().remoteAddress();
        return address.startsWith("127.")
                || address.startsWith("[::1]")
                || address.startsWith("/")
                || address.endsWith(":0");
    }
}
