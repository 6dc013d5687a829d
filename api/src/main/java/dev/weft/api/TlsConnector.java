package dev.weft.api;

import io.dropwizard.jetty.HttpsConnectorFactory;
import java.security.KeyStore;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Https with a certificate that is in memory. */
final class TlsConnector extends HttpsConnectorFactory {
    private final KeyStore store;
    private final String password;

    TlsConnector(KeyStore store, String password) {
        this.store = store;
        this.password = password;
    }

    /** Browsers and programs of today speak TLS 1.2 and 1.3. */
    @Override
    protected SslContextFactory.Server configureSslContextFactory(SslContextFactory factory) {
        SslContextFactory.Server server = (SslContextFactory.Server) factory;
        server.setKeyStore(store);
        server.setKeyStorePassword(password);
        server.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        server.setSniRequired(false);
        return server;
    }
}
