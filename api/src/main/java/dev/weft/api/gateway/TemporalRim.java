package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import dev.weft.api.error.ApiException;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection to Temporal, with a deadline on every call and an outage told as 503. Thread safe. */
final class TemporalRim implements AutoCloseable {
    static final Duration SHORT = Duration.ofSeconds(2);
    static final Duration NORMAL = Duration.ofSeconds(5);
    static final Duration LONG = Duration.ofSeconds(10);
    private static final int RETRY_AFTER_SECONDS = 2;

    private final WorkflowClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("temporal-deadlines").factory());

    TemporalRim(WorkflowClient client) {
        this.client = client;
    }

    WorkflowClient client() {
        return client;
    }

    String namespace() {
        return client.getOptions().getNamespace();
    }

    /**
     * Makes a call.
     *
     * @throws StatusRuntimeException what Temporal answered, unless it is an outage
     * @throws ApiException 503 where Temporal can't be reached or doesn't answer in time
     */
    <T> T call(Duration deadline, Function<WorkflowServiceBlockingStub, T> call) {
        try {
            return patientCall(deadline, call);
        } catch (StatusRuntimeException e) {
            throw outage(e);
        }
    }

    /** What Temporal tells of the newest execution of a workflow id; empty where it knows none. */
    Optional<DescribeWorkflowExecutionResponse> described(String run) {
        try {
            return Optional.of(call(
                    NORMAL,
                    stub -> stub.describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(namespace())
                            .setExecution(execution(run))
                            .build())));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Makes a call whose deadline may pass without anything being wrong. */
    <T> T patientCall(Duration deadline, Function<WorkflowServiceBlockingStub, T> call) {
        return call.apply(client.getWorkflowServiceStubs()
                .blockingStub()
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Makes a call through the SDK's own client, whose retries then end with the deadline. */
    <T> T callClient(Duration deadline, Callable<T> call) throws Exception {
        Context.CancellableContext context =
                Context.current().withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS, deadlines);
        try {
            return context.call(call);
        } finally {
            context.cancel(null);
        }
    }

    /** The same exception, or the 503 that it means. */
    static RuntimeException outage(StatusRuntimeException exception) {
        Status.Code code = exception.getStatus().getCode();
        return switch (code) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED, ABORTED ->
                ApiException.unavailable(
                        "temporal_unavailable",
                        "Expected Temporal to answer, but " + describe(exception) + ". Try again.",
                        RETRY_AFTER_SECONDS);
            default -> exception;
        };
    }

    private static String describe(StatusRuntimeException exception) {
        return switch (exception.getStatus().getCode()) {
            case DEADLINE_EXCEEDED -> "it did not in time";
            case RESOURCE_EXHAUSTED -> "it is too busy";
            default -> "it can't be reached";
        };
    }

    WorkflowExecution execution(String run) {
        return WorkflowExecution.newBuilder().setWorkflowId(run).build();
    }

    Payloads payloads(@Nullable Object... values) {
        return converter().toPayloads(values).orElse(Payloads.getDefaultInstance());
    }

    <T> @Nullable T value(@Nullable Payloads payloads, Class<T> type) {
        return payloads == null || payloads.getPayloadsCount() == 0
                ? null
                : converter().fromPayloads(0, Optional.of(payloads), type, type);
    }

    <T> @Nullable T value(@Nullable Payload payload, Class<T> type) {
        return payload == null || payload.getData().equals(ByteString.EMPTY)
                ? null
                : converter().fromPayload(payload, type, type);
    }

    /** A page of a history, from its beginning or from a token of the page before. */
    GetWorkflowExecutionHistoryResponse history(
            WorkflowExecution execution, ByteString token, int size, Duration deadline) {
        GetWorkflowExecutionHistoryRequest page = GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(namespace())
                .setExecution(execution)
                .setMaximumPageSize(size)
                .setNextPageToken(token)
                .build();
        return call(deadline, stub -> stub.getWorkflowExecutionHistory(page));
    }

    /** A failure with its message, which may have been sealed. */
    Failure opened(Failure failure) {
        Failure.Builder opened = failure.toBuilder();
        if (failure.hasEncodedAttributes()) {
            Map<?, ?> attributes = value(failure.getEncodedAttributes(), Map.class);
            if (attributes != null && attributes.get("message") instanceof String message) {
                opened.setMessage(message);
            }
        }
        if (failure.hasCause()) {
            opened.setCause(opened(failure.getCause()));
        }
        return opened.build();
    }

    private DataConverter converter() {
        return client.getOptions().getDataConverter();
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }
}
