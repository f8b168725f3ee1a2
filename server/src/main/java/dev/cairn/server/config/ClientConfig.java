// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static dev.cairn.server.config.directive.DirectiveSpec.named;

import dev.cairn.server.config.directive.Choice;
import dev.cairn.server.config.directive.MemorySize;
import dev.cairn.server.config.directive.OutputLimits;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.config.directive.WholeNumber;
import dev.cairn.server.config.directive.YesNo;

/** Who may connect, how much each client may take, and what clients may do. */
public final class ClientConfig extends DirectiveGroup {
    public final Text requirePass =
            add(
                    Text.optional(
                            named(
                                            "requirepass",
                                            "The password that clients must give with AUTH. Set one"
                                                    + " when the server can be reached from other"
                                                    + " machines.")
                                    .sensitive(),
                            Text.Rule.ANY));

    public final WholeNumber maxClients =
            add(
                    new WholeNumber(
                            named(
                                    "maxclients",
                                    "Clients that may be connected at once. Raise it together with"
                                            + " the limit of open files."),
                            10_000,
                            1,
                            4_294_967_295L));

    public final MemorySize maxBulkBytes =
            add(
                    new MemorySize(
                            named(
                                    "proto-max-bulk-len",
                                    "The longest string that a client may send. Lower it to bound"
                                            + " what one command takes."),
                            512L << 20,
                            1 << 20,
                            Long.MAX_VALUE));

    public final MemorySize queryBufferLimit =
            add(
                    new MemorySize(
                            named(
                                    "client-query-buffer-limit",
                                    "How much of one client's input may wait. Raise it for very"
                                            + " long transactions."),
                            1L << 30,
                            1 << 20,
                            Long.MAX_VALUE));

    public final OutputLimits outputLimits =
            add(
                    new OutputLimits(
                            named(
                                    "client-output-buffer-limit",
                                    "How much may wait for a slow reader: class, hard, soft,"
                                        + " seconds. Bound normal clients that you do not trust."),
                            new OutputLimits.Limit(0, 0, 0),
                            new OutputLimits.Limit(256L << 20, 64L << 20, 60),
                            new OutputLimits.Limit(32L << 20, 8L << 20, 60)));

    public final MemorySize maxMemory =
            add(
                    MemorySize.orShare(
                            named(
                                    "maxmemory-clients",
                                    "What input and replies of all clients may take, bytes or % of"
                                        + " maxmemory; beyond it the largest client goes. 0: a"
                                        + " quarter of the machine's memory. Set it where clients"
                                        + " are not trusted."),
                            0));

    public final Choice<ProtectedAction> enableDebugCommand =
            add(
                    Choice.of(
                            named(
                                            "enable-debug-command",
                                            "Who may use DEBUG: no, yes, local. Turn it on for"
                                                    + " tests only.")
                                    .immutable(),
                            ProtectedAction.class,
                            ProtectedAction.NO));

    public final Choice<ProtectedAction> enableProtectedConfigs =
            add(
                    Choice.of(
                            named(
                                            "enable-protected-configs",
                                            "Who may change protected directives: no, yes, local."
                                                    + " Turn it on for tests only.")
                                    .immutable(),
                            ProtectedAction.class,
                            ProtectedAction.NO));

    public final YesNo extendedRedisCompatibility =
            add(
                    new YesNo(
                            named(
                                    "extended-redis-compatibility",
                                    "Call the server redis 7.2.4 in HELLO. Turn it on for clients"
                                            + " that insist on it."),
                            false));

    public final Text availabilityZone =
            add(
                    Text.optional(
                            named(
                                    "availability-zone",
                                    "Told to clients in HELLO and INFO. Set it when clients prefer"
                                            + " a server that is near.")));

    ClientConfig() {
        super("Clients");
    }
}
