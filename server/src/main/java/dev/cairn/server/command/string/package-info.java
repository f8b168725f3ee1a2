// SPDX-License-Identifier: Apache-2.0
/**
 * The commands on strings as a whole; those on their bits stand in {@code bitmap}.
 *
 * <p>Owned by the command thread. Those flagged FAST allocate nothing, but INCRBYFLOAT, which computes with big decimals.
 * How strings are kept is not known here.
 */
package dev.cairn.server.command.string;
