// SPDX-License-Identifier: Apache-2.0
/** Bitmap commands on strings that are longer than those of the comparison with Valkey. */
package dev.cairn.server.command.bitmap;
