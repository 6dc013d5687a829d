package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page as people use it, in a real browser; where the machine has none, nothing is tested. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageInBrowserTest {
    private static final String FILES = """
            version: "3.0.0"
            id: files
            inputs: {good: {type: boolean}, word: {type: string, default: x}}
            tasks:
              first: {action: file_operation, parameters: {operation: write, path: "${{ run.id }}/first", content: x}, compensate: {action: file_operation, parameters: {operation: delete, path: "${{ output.path }}"}}}
              second: {needs: [first], action: file_operation, parameters: {operation: write, path: "${{ run.id }}/second", content: x}, compensate: {action: file_operation, parameters: {operation: delete, path: "${{ output.path }}"}}}
              broken: {needs: [second], when: "!inputs.good", action: fail, parameters: {code: broken, message: Not today}}
            """;

    private static final String GATE = """
            version: "3.0.0"
            id: gate
            tasks:
              ask: {action: approval_gate, parameters: {title: "Go?", approvers: ["user:kim"]}}
            """;

    private Path home;
    private Api api;
    private ApiWorker worker;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        Optional<Path> program = Browser.program();
        Assumptions.assumeTrue(program.isPresent(), "there is no browser on this machine");
        home = Api.folder();
        worker = ApiWorker.start(home);
        api = Api.start(home);
        api.save(FILES);
        api.save(GATE);
        browser = Browser.start(program.orElseThrow());
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
            worker.close();
            api.close();
        }
    }

    @Test
    void shouldLetARunThatHasEndedGoBackAndShowWhatBecomesOfIt() {
        // given
        String run = api.started("files", "{\"inputs\":{\"good\":false}}");
        api.get("/api/runs/" + run + "?wait=30s");
        signIn(api.admin(), run);

        // when
        browser.click(".controls details:nth-child(1) summary");
        browser.until("document.querySelectorAll('#rollback-to option').length === 4");
        assertThat(browser.script(
                        "[...document.querySelectorAll('#rollback-to option')].map((one) => one.textContent)"))
                .extracting(JsonNode::asText)
                .contains("first", "second");
        browser.fill("#rollback-to", "all");
        browser.click(".controls details:nth-child(1) button");

        // then the page follows the run, which had ended, once more
        browser.until("document.querySelector('.badge').textContent === 'rolled back'");
        assertThat(state(run).path("status").asText()).isEqualTo("ROLLED_BACK");
        assertThat(home.resolve("workspace").resolve(run).resolve("first")).doesNotExist();
    }

    @Test
    void shouldDoARunAgainWithOtherInputs() {
        // given
        String run = api.started("files", "{\"inputs\":{\"good\":false,\"word\":\"y\"}}");
        api.get("/api/runs/" + run + "?wait=30s");
        signIn(api.admin(), run);

        // when what is filled in is no JSON
        browser.click(".controls details:nth-child(2) summary");
        browser.fill("#restart-inputs", "{good: true");
        browser.click(".controls details:nth-child(2) button");

        // then
        browser.until(
                "document.querySelector('.controls details:nth-child(2) .problem').textContent.includes('as JSON')");

        // when
        browser.fill("#restart-inputs", "{\"good\": true, \"word\": \"y\"}");
        browser.fill("#restart-from", "second");
        browser.click(".controls details:nth-child(2) button");

        // then the page of the new run is shown
        browser.until("location.pathname.startsWith('/runs/files-') && location.pathname !== '/runs/" + run + "'");
        browser.until("document.querySelector('.badge')?.textContent === 'completed'");
        String next = browser.script("location.pathname.slice(6)").asText();
        JsonNode state = state(next);
        assertThat(state.path("restarted_from").asText()).isEqualTo(run);
        assertThat(state.path("inputs").path("good").asBoolean()).isTrue();
        assertThat(state.path("inputs").path("word").asText()).isEqualTo("y");
        assertThat(state.path("tasks").path("broken").path("status").asText()).isEqualTo("SKIPPED");
    }

    @Test
    void shouldShowOnlyWhatSomebodyMayAskFor() {
        // given
        String run = api.started("files", "{\"inputs\":{\"good\":true}}");
        api.get("/api/runs/" + run + "?wait=30s");

        // when
        signIn(api.token("vera", "\"viewer\"", ""), run);

        // then
        browser.until("document.querySelector('.badge')?.textContent === 'completed'");
        assertThat(browser.script("document.querySelector('.controls').checkVisibility()")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void shouldNameADelegate() {
        // given
        String run = api.started("gate", "{}");
        await().until(() -> state(run).path("status").asText(), "WAITING"::equals);
        signIn(api.token("kim", "\"approver\"", ""), run);

        // when
        browser.click(".gate details summary");
        browser.fill("[id='delegate-ask']", "ada");
        browser.click(".gate details button");

        // then
        browser.until("document.querySelector('.gate').textContent.includes('user:ada for user:kim')");
        JsonNode gate = state(run).path("tasks").path("ask").path("gate");
        assertThat(gate.path("delegates").path(0).path("to").asText()).isEqualTo("user:ada");

        // when the delegate comes
        signIn(api.token("ada", "\"approver\"", ""), run);
        browser.click(".gate .primary");

        // then
        browser.until("document.querySelector('.badge')?.textContent === 'completed'");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(state(run)
                                .path("tasks")
                                .path("ask")
                                .path("gate")
                                .path("decisions"))
                        .hasSize(1)
                        .first()
                        .satisfies(said -> assertThat(List.of(
                                        said.path("by").asText(),
                                        said.path("in_place_of").asText()))
                                .containsExactly("ada", "kim")));
    }

    @Test
    void shouldKeepNothingThatAScriptCouldTakeAndForgetWhoSignsOut() {
        // given
        String run = api.started("gate", "{}");
        String token = api.token("vera", "\"viewer\"", "");

        // when somebody signs in, and loads the page anew
        signIn(token, run);

        // then it knows who that is, and no script could
        assertThat(browser.script("document.querySelector('#who').textContent").asText())
                .contains("vera");
        assertThat(browser.script("sessionStorage.length + localStorage.length").asInt())
                .isZero();
        assertThat(browser.script("document.cookie").asText()).isEmpty();
        assertThat(browser.script("document.documentElement.outerHTML").asText())
                .doesNotContain(token);

        // when they sign out, and come again
        browser.click("#who button");
        browser.until("document.querySelector('#main form input')");
        browser.open(api.uri().resolve("/runs/" + run));

        // then they are strangers
        browser.until("document.querySelector('#main form input')");
    }

    /** Signs in as the form of the page does, and shows a run. */
    private void signIn(String token, String run) {
        browser.open(api.uri().resolve("/"));
        browser.until("document.querySelector('#main form input, #who button')");
        if (browser.script("document.querySelector('#who button') !== null").asBoolean()) {
            browser.click("#who button");
            browser.until("document.querySelector('#main form input')");
        }
        browser.fill("#main form input", token);
        browser.click("#main form button");
        browser.until("document.querySelector('#who').textContent.includes('Signed in as')");
        browser.open(api.uri().resolve("/runs/" + run));
        browser.until("document.querySelector('.badge')");
    }

    private JsonNode state(String run) {
        return api.get("/api/runs/" + run).json();
    }
}
