// SPDX-License-Identifier: Apache-2.0
/** Tests of what puts the server together. */
package dev.cairn.server;
