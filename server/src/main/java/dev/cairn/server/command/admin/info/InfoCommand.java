// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reports on the server, section by section: the usual ones, all, or those that are named. */
public final class InfoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("info", -1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Returns information and statistics about the server.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.DANGEROUS)
                    .tips(
                            "nondeterministic_output",
                            "request_policy:all_shards",
                            "response_policy:special")
                    .changed("7.0.0", "Added support for taking multiple section arguments.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final List<InfoSection> SECTIONS =
            List.of(
                    new ServerSection(),
                    new ClientsSection(),
                    new MemorySection(),
                    new PersistenceSection(),
                    new StatsSection(),
                    new ReplicationSection(),
                    new CpuSection(),
                    new ModulesSection(),
                    new CommandStatsSection(),
                    new ErrorStatsSection(),
                    new LatencyStatsSection(),
                    new ClusterSection(),
                    new CairnSection(),
                    new KeyspaceSection());

    @Override
    public void execute(CommandContext context) {
        Set<String> wanted = new HashSet<>();
        for (int i = 1; i < context.argc(); i++) {
            wanted.add(context.arg(i).toLatin1().toLowerCase(Locale.ROOT));
        }
        boolean all = wanted.contains("all") || wanted.contains("everything");
        boolean usual = wanted.isEmpty() || wanted.contains("default");
        InfoText text = new InfoText();
        for (InfoSection section : SECTIONS) {
            if (all
                    || (usual && section.isUsual())
                    || wanted.contains(section.title().toLowerCase(Locale.ROOT))) {
                text.section(section.title());
                section.write(text, context);
            }
        }
        context.reply().verbatim("txt", text.toString());
    }
}
