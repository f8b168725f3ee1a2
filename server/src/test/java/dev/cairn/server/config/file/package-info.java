// SPDX-License-Identifier: Apache-2.0
/** Configuration files and command lines, good and bad, compared with what a real Valkey makes of them. */
package dev.cairn.server.config.file;
