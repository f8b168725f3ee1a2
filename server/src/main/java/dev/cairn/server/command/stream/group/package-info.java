// SPDX-License-Identifier: Apache-2.0
/**
 * XGROUP and its subcommands: groups of consumers are made, moved and destroyed.
 *
 * <p>Thread: the command thread. Allocation: none on the data's behalf. Not here: what groups deliver, claim and
 * acknowledge.
 */
package dev.cairn.server.command.stream.group;
