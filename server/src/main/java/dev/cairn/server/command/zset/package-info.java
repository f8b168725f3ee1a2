// SPDX-License-Identifier: Apache-2.0
/**
 * Commands on sorted sets.
 *
 * <p>Thread: the command thread. Allocation: none for adding, scores and ranks. Not here: how sorted sets are stored, and
 * commands on places ({@code command.geo}).
 */
package dev.cairn.server.command.zset;
