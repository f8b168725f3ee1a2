// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

/** Directives about TLS and RDMA, which this version does not speak. */
final class TlsDirectives extends InertGroup {
    TlsDirectives() {
        super("this version speaks no TLS and no RDMA");
        // Where clients are to come encrypted, no port at all would be a surprise.
        number(spec("tls-port").fixed("Unable to listen: this version speaks no TLS"), 0, 0, 65535);
        yesNo(spec("tls-cluster").fixed(title()), false);
        yesNo(spec("tls-replication").fixed(title()), false);
        yesNo(true, "tls-session-caching");
        yesNo(false, "tls-prefer-server-ciphers");
        number("tls-session-cache-size", 20 * 1024, 0, INT);
        number("tls-session-cache-timeout", 300, 0, INT);
        number("tls-auto-reload-interval", 0, 0, INT);
        number("max-new-tls-connections-per-cycle", 1, 1, 1000);
        choice("tls-auth-clients", "yes", "no", "yes", "optional");
        choice("tls-auth-clients-user", "off", "CN", "URI", "off");
        texts(
                "tls-cert-file",
                "tls-key-file",
                "tls-client-cert-file",
                "tls-client-key-file",
                "tls-dh-params-file",
                "tls-ca-cert-file",
                "tls-ca-cert-dir",
                "tls-protocols",
                "tls-ciphers",
                "tls-ciphersuites");
        text(spec("tls-key-file-pass").sensitive(), value -> "");
        text(spec("tls-client-key-file-pass").sensitive(), value -> "");
        number(spec("rdma-port").fixed("No RDMA building support."), 0, 0, 65535);
        text(spec("rdma-bind"), value -> "No RDMA building support.");
        fromFile();
        number("rdma-rx-size", 1 << 20, 64 << 10, 16 << 20);
        number("rdma-completion-vector", -1, -1, 1024);
    }
}
