// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

/** Two answers that are not the same: to which step of a sequence, and what both said. */
record Difference(int index, Step step, Reply ours, Reply theirs) {
    @Override
    public String toString() {
        return step + "\n    Cairn:  " + ours + "\n    Valkey: " + theirs;
    }
}
