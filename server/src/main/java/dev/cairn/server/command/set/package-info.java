// SPDX-License-Identifier: Apache-2.0
/**
 * The commands on sets.
 *
 * <p>Owned by the command thread. Looking members up, adding and removing them allocates nothing; a scan keeps what it
 * finds until it is answered. How sets are stored is the storage's.
 */
package dev.cairn.server.command.set;
