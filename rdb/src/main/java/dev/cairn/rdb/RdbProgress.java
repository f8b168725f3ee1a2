// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

/** Hears now and then how far reading has come. */
@FunctionalInterface
public interface RdbProgress {
    /** Called after every so many keys, and once at the end. */
    void reached(long bytes, long keys);
}
