// SPDX-License-Identifier: Apache-2.0
/** Every type in every encoding, beside real servers: where encodings change, and what files and payloads carry between us. */
package dev.cairn.server.encodings;
