// SPDX-License-Identifier: Apache-2.0
/**
 * Commands on places: members of sorted sets whose scores say where they are.
 *
 * <p>Thread: the command thread. Allocation: what a search finds is gathered before it is sorted and shown. Not here:
 * sorted sets themselves.
 */
package dev.cairn.server.command.geo;
