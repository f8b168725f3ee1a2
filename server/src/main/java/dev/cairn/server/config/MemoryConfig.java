// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static dev.cairn.server.config.directive.DirectiveSpec.named;

import dev.cairn.server.config.directive.Choice;
import dev.cairn.server.config.directive.MemorySize;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.config.directive.WholeNumber;
import dev.cairn.storage.eviction.MaxmemoryPolicy;

/** How much memory data may take, what goes when it is full, and how data is laid out in it. */
public final class MemoryConfig extends DirectiveGroup {
    public final MemorySize maxMemory =
            add(
                    MemorySize.unsigned(
                            named(
                                    "maxmemory",
                                    "The most that data may take, 0 for no limit. Set it below what"
                                            + " the machine has."),
                            0));

    public final Choice<MaxmemoryPolicy> policy =
            add(
                    Choice.of(
                            named(
                                    "maxmemory-policy",
                                    "What goes when memory is full. Choose an allkeys- policy for a"
                                            + " cache."),
                            MaxmemoryPolicy.class,
                            MaxmemoryPolicy.NOEVICTION));

    public final WholeNumber samples =
            add(
                    new WholeNumber(
                            named(
                                    "maxmemory-samples",
                                    "Keys compared for each one that goes. Raise it for a better"
                                            + " choice at more processor time."),
                            5,
                            1,
                            64));

    public final WholeNumber lfuLogFactor =
            add(
                    new WholeNumber(
                            named(
                                    "lfu-log-factor",
                                    "How slowly the counter of an lfu- policy grows. Raise it to"
                                            + " tell very hot keys apart."),
                            10,
                            0,
                            Integer.MAX_VALUE));

    public final WholeNumber lfuDecayMinutes =
            add(
                    new WholeNumber(
                            named(
                                    "lfu-decay-time",
                                    "Minutes after which the counter of an lfu- policy shrinks by"
                                            + " one. Raise it when patterns change slowly."),
                            1,
                            0,
                            Integer.MAX_VALUE));

    public final WholeNumber hashMaxListpackEntries =
            add(
                    new WholeNumber(
                            named(
                                            "hash-max-listpack-entries",
                                            "Hashes of at most so many fields are kept compact."
                                                + " Lower it when large ones are slow to change.")
                                    .alias("hash-max-ziplist-entries"),
                            512,
                            0,
                            Long.MAX_VALUE));

    public final MemorySize hashMaxListpackValue =
            add(
                    new MemorySize(
                            named(
                                            "hash-max-listpack-value",
                                            "The longest field or value that a compact hash holds."
                                                    + " Raise it to save memory.")
                                    .alias("hash-max-ziplist-value"),
                            64,
                            0,
                            Long.MAX_VALUE));

    public final MemorySize hllSparseMaxBytes =
            add(
                    new MemorySize(
                            named(
                                    "hll-sparse-max-bytes",
                                    "The most that a HyperLogLog takes before it gets its full 12"
                                            + " kilobytes. Lower it when adding elements is slow."),
                            3000,
                            0,
                            Long.MAX_VALUE));

    public final WholeNumber setMaxIntsetEntries =
            add(
                    new WholeNumber(
                            named(
                                    "set-max-intset-entries",
                                    "Sets of at most so many integers are kept most compact."),
                            512,
                            0,
                            Long.MAX_VALUE));

    public final WholeNumber setMaxListpackEntries =
            add(
                    new WholeNumber(
                            named(
                                    "set-max-listpack-entries",
                                    "Sets of at most so many members are kept compact. Lower it"
                                            + " when they are slow to change."),
                            128,
                            0,
                            Long.MAX_VALUE));

    public final WholeNumber setMaxListpackValue =
            add(
                    new WholeNumber(
                            named(
                                    "set-max-listpack-value",
                                    "The longest member that a compact set holds. Raise it to save"
                                            + " memory."),
                            64,
                            0,
                            Long.MAX_VALUE));

    public final WholeNumber listMaxListpackSize =
            add(
                    new WholeNumber(
                            named(
                                            "list-max-listpack-size",
                                            "How long a piece of a list may be: so many elements,"
                                                + " or 4 to 64 KiB for -1 to -5. Lower it when long"
                                                + " lists are changed in their middle.")
                                    .alias("list-max-ziplist-size"),
                            -2,
                            Integer.MIN_VALUE,
                            Integer.MAX_VALUE));

    public final WholeNumber zsetMaxListpackEntries =
            add(
                    new WholeNumber(
                            named(
                                            "zset-max-listpack-entries",
                                            "Sorted sets of at most so many members are kept"
                                                + " compact. Lower it when large ones are slow to"
                                                + " change.")
                                    .alias("zset-max-ziplist-entries"),
                            128,
                            0,
                            Long.MAX_VALUE));

    public final MemorySize zsetMaxListpackValue =
            add(
                    new MemorySize(
                            named(
                                            "zset-max-listpack-value",
                                            "The longest member that a compact sorted set holds."
                                                    + " Raise it to save memory.")
                                    .alias("zset-max-ziplist-value"),
                            64,
                            0,
                            Long.MAX_VALUE));

    public final MemorySize streamNodeMaxBytes =
            add(
                    new MemorySize(
                            named(
                                    "stream-node-max-bytes",
                                    "How long a block of a stream's entries may become, 0 for any"
                                            + " length. Raise it where entries are long."),
                            4096,
                            0,
                            Long.MAX_VALUE));

    public final WholeNumber streamNodeMaxEntries =
            add(
                    new WholeNumber(
                            named(
                                    "stream-node-max-entries",
                                    "How many entries a block of a stream holds, 0 for any number."
                                            + " Lower it when trimming must be fine-grained."),
                            100,
                            0,
                            Long.MAX_VALUE));

    public final WholeNumber databases =
            add(
                    new WholeNumber(
                            named(
                                            "databases",
                                            "Databases, numbered from 0. Raise it when applications"
                                                    + " share the server.")
                                    .immutable(),
                            16,
                            1,
                            Integer.MAX_VALUE));

    public final Text hashSeed =
            add(
                    Text.optional(
                            named(
                                            "hash-seed",
                                            "Secret of the keyspace's hash, drawn anew at each"
                                                + " start when empty. Set it to repeat the order of"
                                                + " SCAN.")
                                    .immutable()
                                    .sensitive()));

    MemoryConfig() {
        super("Memory and data");
    }
}
