// SPDX-License-Identifier: Apache-2.0
/** Tests of numbers as text. */
package dev.cairn.storage.number;
