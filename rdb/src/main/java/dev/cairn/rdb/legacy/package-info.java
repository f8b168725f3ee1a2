// SPDX-License-Identifier: Apache-2.0
/**
 * Layouts that are read and never written: what earlier versions of Redis, and Redis after the fork, write. Every value
 * becomes one that a codec of today writes. The bytes are as hostile as any.
 */
package dev.cairn.rdb.legacy;
