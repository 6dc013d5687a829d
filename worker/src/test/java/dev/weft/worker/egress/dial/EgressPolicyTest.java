package dev.weft.worker.egress.dial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
    private static final int CASES = Integer.getInteger("weft.random.runs", 3000);
    private static final EgressPolicy CLOSED = EgressPolicy.allowing(List.of());

    private static InetSocketAddress target(String host, byte... address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(host, address), 80);
    }

    private static InetSocketAddress literal(String address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "192.0.0.8",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "fec0::1",
                "64:ff9b::7f00:1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2001:0:1::1",
                "2001:db8::1",
                "100::1",
                "3fff::1"
            })
    void shouldRefuseSpecialAddresses(String address) throws Exception {
        assertThat(CLOSED.allows(literal(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "172.15.255.255",
                "172.32.0.1",
                "192.169.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "2606:4700:4700::1111",
                "2001:4860:4860::8888",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8"
            })
    void shouldAllowPublicAddresses(String address) throws Exception {
        assertThat(CLOSED.allows(literal(address))).isTrue();
    }

    @Test
    void shouldAllowWhatTheOperatorNames() throws Exception {
        EgressPolicy policy =
                EgressPolicy.allowing(List.of("10.2.0.0/16", "192.168.7.9", " Internal.Example ", "fd00::/8", "::1"));

        assertThat(policy.allows(literal("10.2.255.1"))).isTrue();
        assertThat(policy.allows(literal("10.3.0.1"))).isFalse();
        assertThat(policy.allows(literal("192.168.7.9"))).isTrue();
        assertThat(policy.allows(literal("192.168.7.8"))).isFalse();
        assertThat(policy.allows(literal("::1"))).isTrue();
        assertThat(policy.allows(target("internal.example", (byte) 10, (byte) 9, (byte) 9, (byte) 9)))
                .isTrue();
        assertThat(policy.allows(target("not-internal.example", (byte) 10, (byte) 9, (byte) 9, (byte) 9)))
                .isFalse();
        assertThat(policy.allows(InetSocketAddress.createUnresolved("internal.example", 80)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "a b", "http://x", "1.2.3", "-x"})
    void shouldRefuseEntriesThatAreNone(String entry) {
        assertThatThrownBy(() -> EgressPolicy.allowing(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WEFT_EGRESS_ALLOW");
    }

    @Test
    void shouldAgreeWithAnotherWayToTellPrivateAddresses() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            if (random.nextInt(3) == 0) {
                bytes[0] = (byte) List.of(0, 10, 127, 169, 172, 192, 0xfe, 0xfd, 0xff)
                        .get(random.nextInt(9))
                        .intValue();
            }
            InetAddress address = InetAddress.getByAddress(bytes);
            if (address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress()) {
                assertThat(CLOSED.allows(new InetSocketAddress(address, 80)))
                        .as(address.toString())
                        .isFalse();
            }
        }
    }
}
