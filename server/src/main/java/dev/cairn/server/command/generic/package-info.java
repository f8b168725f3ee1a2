// SPDX-License-Identifier: Apache-2.0
/**
 * The commands on keys, whatever they hold: to delete, rename, copy, find, expire, dump and wait for them.
 *
 * <p>Owned by the command thread. Those flagged FAST allocate nothing. What values look like inside is not known here.
 */
package dev.cairn.server.command.generic;
