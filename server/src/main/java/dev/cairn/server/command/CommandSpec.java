// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a command states about itself: what {@code COMMAND INFO} and {@code COMMAND DOCS} show, and what the engine
 * goes by. The arguments' grammar, which only the documentation needs, stands in a resource beside the family.
 *
 * <p>Built once, in a static field of the command: each method adds a statement and returns the same object.
 */
public final class CommandSpec {
    private final String name;
    private final int arity;
    private final CommandGroup group;
    private final Set<CommandFlag> flags = EnumSet.noneOf(CommandFlag.class);
    private final Set<AclCategory> categories = EnumSet.noneOf(AclCategory.class);
    private final List<KeySpec> keySpecs = new ArrayList<>();
    private final List<String> tips = new ArrayList<>();
    private final List<String[]> history = new ArrayList<>();
    private final List<Command> subcommands = new ArrayList<>();
    private String since = "";
    private String summary = "";
    private String complexity = "";
    private String deprecatedSince;
    private String replacedBy;
    private boolean systemCommand;
    private int flagBits;

    private CommandSpec(String name, int arity, CommandGroup group) {
        this.name = name;
        this.arity = arity;
        this.group = group;
    }

    /**
     * Begins a specification.
     *
     * @param name in lower case; a subcommand's own word only
     * @param arity how many arguments, names included; negative: at least that many
     */
    public static CommandSpec of(String name, int arity, CommandGroup group) {
        return new CommandSpec(name, arity, group);
    }

    public CommandSpec since(String version) {
        since = version;
        return this;
    }

    public CommandSpec summary(String text) {
        summary = text;
        return this;
    }

    public CommandSpec complexity(String text) {
        complexity = text;
        return this;
    }

    public CommandSpec flags(CommandFlag... added) {
        for (CommandFlag flag : added) {
            flags.add(flag);
            flagBits |= flag.bit();
        }
        return this;
    }

    /** Adds categories beyond those that follow from the flags. */
    public CommandSpec acl(AclCategory... added) {
        categories.addAll(List.of(added));
        return this;
    }

    public CommandSpec key(KeySpec spec) {
        keySpecs.add(spec);
        return this;
    }

    public CommandSpec tips(String... added) {
        tips.addAll(List.of(added));
        return this;
    }

    /** Adds an entry of the history: what changed in which version. */
    public CommandSpec changed(String version, String what) {
        history.add(new String[] {version, what});
        return this;
    }

    public CommandSpec deprecated(String version, String instead) {
        deprecatedSince = version;
        replacedBy = instead;
        return this;
    }

    /** Marks a command that is made for the server's own use, or for tests. */
    public CommandSpec systemCommand() {
        systemCommand = true;
        return this;
    }

    /** Makes the command a container of these. */
    public CommandSpec subcommands(List<? extends Command> added) {
        subcommands.addAll(added);
        return this;
    }

    public String name() {
        return name;
    }

    public int arity() {
        return arity;
    }

    public CommandGroup group() {
        return group;
    }

    public String since() {
        return since;
    }

    public String summary() {
        return summary;
    }

    public String complexity() {
        return complexity;
    }

    /** The version that deprecated the command, or null. */
    public String deprecatedSince() {
        return deprecatedSince;
    }

    /** What to use instead of a deprecated command, or null. */
    public String replacedBy() {
        return replacedBy;
    }

    public boolean isSystemCommand() {
        return systemCommand;
    }

    public Set<CommandFlag> flags() {
        return flags;
    }

    /** The flags as {@link CommandFlag#bit() bits}. */
    public int flagBits() {
        return flagBits;
    }

    /** Whether {@code count} arguments, names included, are as many as the command takes. */
    public boolean accepts(int count) {
        return arity >= 0 ? count == arity : count >= -arity;
    }

    /** The stated categories and those that follow from the flags. */
    public Set<AclCategory> categories() {
        Set<AclCategory> all = EnumSet.noneOf(AclCategory.class);
        all.addAll(categories);
        if (flags.contains(CommandFlag.WRITE)) {
            all.add(AclCategory.WRITE);
        }
        if (flags.contains(CommandFlag.READONLY) && group != CommandGroup.SCRIPTING) {
            all.add(AclCategory.READ);
        }
        if (flags.contains(CommandFlag.ADMIN)) {
            all.add(AclCategory.ADMIN);
            all.add(AclCategory.DANGEROUS);
        }
        if (flags.contains(CommandFlag.PUBSUB)) {
            all.add(AclCategory.PUBSUB);
        }
        if (flags.contains(CommandFlag.BLOCKING)) {
            all.add(AclCategory.BLOCKING);
        }
        all.add(flags.contains(CommandFlag.FAST) ? AclCategory.FAST : AclCategory.SLOW);
        return all;
    }

    public List<KeySpec> keySpecs() {
        return keySpecs;
    }

    public List<String> tips() {
        return tips;
    }

    /** Pairs of version and change. */
    public List<String[]> history() {
        return history;
    }

    public List<Command> subcommands() {
        return subcommands;
    }
}
