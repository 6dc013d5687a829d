package dev.weft.definitions.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatEndpointTest {
    @Test
    void shouldBeEmptyWhereNothingIsSet() {
        assertThat(ChatEndpoint.from(Map.of(ChatEndpoint.URL, " ")::get)).isEmpty();
    }

    @Test
    void shouldTakeBothSettings() {
        Map<String, String> settings = Map.of(ChatEndpoint.URL, "http://host/v1 ", ChatEndpoint.MODEL, "small");

        assertThat(ChatEndpoint.from(settings::get)).contains(new ChatEndpoint("http://host/v1", "small"));
    }

    @Test
    void shouldRefuseHalfOfIt() {
        assertThatThrownBy(() -> ChatEndpoint.from(Map.of(ChatEndpoint.MODEL, "small")::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WEFT_CHAT_URL");
    }
}
