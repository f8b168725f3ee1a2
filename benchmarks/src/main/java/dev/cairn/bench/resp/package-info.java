// SPDX-License-Identifier: Apache-2.0

/** What it costs to find a request in the bytes of a socket. */
package dev.cairn.bench.resp;
