// SPDX-License-Identifier: Apache-2.0
/**
 * SORT: what it takes, where its elements come from, how they are ordered, and where they go.
 *
 * <p>Owned by the command thread. Of each element that is sorted its place is noted, not its bytes; what keeps its order is
 * not noted at all. What is to be stored waits on the heap, since the list may replace what it is made from.
 */
package dev.cairn.server.command.generic.sort;
