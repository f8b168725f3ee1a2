// SPDX-License-Identifier: Apache-2.0
/**
 * The keyspace: databases of keys whose entries live off the Java heap. {@code Keyspace} and {@code Database} are the
 * front door.
 *
 * <p>Thread: one thread, the command thread, owns a keyspace and everything in it; there are no locks. Allocation: none
 * per operation in steady state. Not here: the protocol, the log, files, clocks.
 */
package dev.cairn.storage;
