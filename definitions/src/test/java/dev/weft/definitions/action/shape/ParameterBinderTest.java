package dev.weft.definitions.action.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.AgentTask;
import dev.weft.definitions.action.builtin.ApiCall;
import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.action.builtin.Command;
import dev.weft.definitions.action.builtin.ConditionCheck;
import dev.weft.definitions.action.builtin.Fail;
import dev.weft.definitions.action.builtin.FileOperation;
import dev.weft.definitions.action.builtin.Transform;
import dev.weft.definitions.action.builtin.Wait;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterBinderTest {
    @Test
    void shouldBindScalarsEnumsAndNestedRecords() throws Exception {
        ApiCall call = ParameterBinder.bind(
                ApiCall.SPEC,
                Map.of(
                        "method",
                        "POST",
                        "url",
                        "https://example.com",
                        "follow_redirects",
                        false,
                        "expect",
                        List.of(200, "4xx"),
                        "auth",
                        Map.of("basic", Map.of("username", "ada", "password", "x"))));

        assertThat(call.method()).isEqualTo(ApiCall.Method.POST);
        assertThat(call.followRedirects()).isFalse();
        assertThat(call.expect()).containsExactly(200, "4xx");
        assertThat(call.auth()).isEqualTo(new ApiCall.Auth(null, new ApiCall.Basic("ada", "x"), null, null));
        assertThat(call.headers()).isNull();
    }

    @Test
    void shouldTellEverythingThatIsWrongWithItsPointer() {
        assertThatThrownBy(() -> ParameterBinder.bind(
                        FileOperation.SPEC, Map.of("operation", "shred", "recursive", "yes", "pth", "a")))
                .isInstanceOfSatisfying(ActionException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("invalid_parameters");
                    assertThat(refused.retryable()).isFalse();
                })
                .hasMessageContaining("but found \"pth\"")
                .hasMessageContaining("Expected one of read, write, append, copy, move, delete, list, stat, checksum at"
                        + " /operation, but found the text \"shred\"")
                .hasMessageContaining("Expected text at /path, but found nothing")
                .hasMessageContaining("Expected true or false at /recursive, but found the text \"yes\"");
    }

    @Test
    void shouldPointIntoListsAndMaps() {
        assertThatThrownBy(() -> ParameterBinder.bind(
                        ApprovalGate.SPEC, Map.of("levels", List.of(Map.of("approvers", List.of("anyone", 7))))))
                .hasMessageContaining("Expected text at /levels/0/approvers/1, but found the number 7");
        assertThatThrownBy(() -> ParameterBinder.bind(
                        ApiCall.SPEC, Map.of("url", "https://example.com", "headers", Map.of("a/b", 5))))
                .hasMessageContaining("Expected text at /headers/a~1b, but found the number 5");
    }

    @Test
    void shouldRefuseWhatTheRecordRefuses() {
        assertThatThrownBy(() -> ParameterBinder.bind(FileOperation.SPEC, Map.of("operation", "copy", "path", "a")))
                .hasMessageContaining("Expected \"to\" with the operation copy, but found none");
        assertThatThrownBy(() -> ParameterBinder.bind(ApprovalGate.SPEC, Map.of("title", "Go?")))
                .hasMessageContaining("Expected \"approvers\" or \"levels\", but found neither");
        assertThatThrownBy(() -> ParameterBinder.bind(ApprovalGate.SPEC, Map.of("approvers", List.of("bob"))))
                .hasMessageContaining("but found \"bob\"");
    }

    @Test
    void shouldSayWhereARecordMisfitsAndTheCure() {
        assertThatThrownBy(() ->
                        ParameterBinder.bind(Wait.SPEC, Map.of("cron", "0 6 * * *", "timezone", "Europe/Stokholm")))
                .hasMessageContaining(
                        "Expected a time zone for \"timezone\", but found \"Europe/Stokholm\" (at /timezone)"
                                + " (Did you mean \"Europe/Stockholm\"?)");
        assertThatThrownBy(() -> ParameterBinder.bind(
                        Command.SPEC, Map.of("argv", List.of("make"), "limits", Map.of("memory", "much"))))
                .hasMessageContaining("but found \"much\" (at /limits/memory)");
    }

    @Test
    void shouldReadDurationsAndNumbersOfAnyWidth() throws Exception {
        ApprovalGate gate = ParameterBinder.bind(
                ApprovalGate.SPEC,
                Map.of("approvers", List.of("role:editor"), "quorum", 2L, "timeout", "1h30m", "on_timeout", "reject"));

        assertThat(gate.allLevels())
                .containsExactly(new ApprovalGate.Level(
                        List.of("role:editor"),
                        2,
                        null,
                        Duration.ofMinutes(90),
                        ApprovalGate.OnTimeout.REJECT,
                        null,
                        null));
        assertThatThrownBy(() ->
                        ParameterBinder.bind(ApprovalGate.SPEC, Map.of("approvers", List.of("anyone"), "quorum", 1.5)))
                .hasMessageContaining("Expected a whole number at /quorum, but found the number 1.5");
        assertThatThrownBy(() -> ParameterBinder.bind(
                        ApprovalGate.SPEC, Map.of("approvers", List.of("anyone"), "quorum", 1L << 40)))
                .hasMessageContaining("/quorum");
    }

    @Test
    void shouldTellGivenNullFromNothing() throws Exception {
        assertThat(ParameterBinder.bind(Transform.SPEC, Collections.singletonMap("value", null))
                        .value())
                .isNull();
        assertThatThrownBy(() -> ParameterBinder.bind(Transform.SPEC, Map.of()))
                .hasMessageContaining("Expected any value at /value, but found nothing");
        assertThatThrownBy(() -> ParameterBinder.bind(Fail.SPEC, Collections.singletonMap("message", null)))
                .hasMessageContaining("Expected text at /message, but found null");
    }

    @Test
    void shouldKeepTheRestAndNullsInside() throws Exception {
        Map<String, Object> parameters = Map.of("list", Arrays.asList(1L, null), "text", "x");

        assertThat(ParameterBinder.bind(AgentTask.SPEC, parameters).parameters())
                .isEqualTo(parameters);
    }

    @Test
    void shouldNameComponentsAsAuthorsDo() throws Exception {
        ConditionCheck check = ParameterBinder.bind(
                ConditionCheck.SPEC, Map.of("cases", List.of(Map.of("when", true, "value", 1L)), "else", "none"));

        assertThat(check.otherwise()).isEqualTo("none");
        assertThat(ShapeReader.of(ConditionCheck.class).field("condition"))
                .hasValueSatisfying(field -> assertThat(field.cel()).isTrue());
    }
}
