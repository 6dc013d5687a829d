package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TimelineCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldSayWhoAskedWhat() throws Exception {
        assertThat(details("{\"command\": \"retry\", \"by\": \"ann\", \"channel\": \"api\"}"))
                .isEqualTo("retry by ann, by way of api");
        assertThat(details("{\"command\": \"pause\", \"channel\": \"temporal\"}"))
                .isEqualTo("pause, by way of temporal");
    }

    @Test
    void shouldSayWhyATaskFailedRatherThanHowLongItTook() throws Exception {
        assertThat(details("{\"error\": {\"code\": \"busy\", \"message\": \"no luck\"}, \"duration\": 1.5}"))
                .isEqualTo("busy: no luck");
    }

    private static String details(String json) throws Exception {
        return TimelineCommand.details(JSON.readTree(json));
    }
}
