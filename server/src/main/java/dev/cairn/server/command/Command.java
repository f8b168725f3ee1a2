// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

/**
 * One command of the protocol. Stateless: one instance serves every session of a server.
 *
 * <p>A command reads its arguments from the context, works on the keyspace and writes exactly one reply. Every refusal
 * comes before the first change. What it changed is logged by the engine as the bytes the request came in, unless it
 * names other {@linkplain CommandContext#effects() effects}; a command whose outcome depends on time or chance always
 * does.
 */
public interface Command {
    /** What the command states about itself; the same object each time. */
    CommandSpec spec();

    /** Runs the command on the command thread. The number of arguments has been checked against the arity. */
    void execute(CommandContext context);
}
